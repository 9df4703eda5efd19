/** Who sends an example: the people of a local run, by their part, and a program that fulfils what was approved. */
export type ExampleCaller = 'applicant' | 'firstApprover' | 'secondApprover' | 'administrator' | 'fulfiller'

/** A request that succeeds on a fresh system, after those before it. */
export interface Example {
  readonly caller: ExampleCaller
  /** Its query string, of a GET. */
  readonly query?: Readonly<Record<string, string | boolean>>
  readonly body?: Readonly<Record<string, unknown>>
  /** It does not wait for its outcome. */
  readonly prefer?: 'respond-async'
  /** Ids in `data` of its answer, as the examples behind it call them. */
  readonly answer?: Readonly<Record<string, string>>
}

/** Ids that the system gives: what is sent in the place of one is the id that the example before has brought. */
const given = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`
const draft = given(1)
const quota = given(2)
const image = given(3)
const process = given(4)
const webhook = given(5)
const delivery = given(6)
const batch = given(7)
const delegation = given(8)
const address = given(9)
const claimed = { ticket_uuid: address, request: 1, fence: 1 }

const tenant = { tenant_uuid: '7f1c0f0e-5a3d-4c54-9a53-0d9a6b7c1e01', tenant_name: '演示租户' }
const firstRole = { ...tenant, role_uuid: '5b8e1f7a-2c64-4f0b-8d1e-3a9c7b2d4e02', role_name: '部门审批' }
const secondRole = { ...tenant, role_uuid: '5b8e1f7a-2c64-4f0b-8d1e-3a9c7b2d4e03', role_name: '资源审批' }
const colleague = { user_uuid: 'a1f4c2d8-7b3e-4d19-8c55-6e0f9b1a2c07', user_name: '何嘉' }
const manager = { user_uuid: 'a1f4c2d8-7b3e-4d19-8c55-6e0f9b1a2c09', user_name: '孙经理' }

const vip = {
  ticket_name: '虚拟IP',
  type: 'VIP',
  reason: '新项目上线',
  process_uuid: process,
  network: { vip: { vip_count: 2 } },
}

/**
 * Examples of every operation, in the order of the document: sent one after the other on a fresh system, all of them succeed. A test
 * names the routes that have none.
 */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  createProcess: [
    {
      caller: 'administrator',
      body: { tenant_uuid: tenant.tenant_uuid, process_name: '镜像审批', approval_list: [firstRole, secondRole] },
      answer: { process_uuid: process },
    },
  ],
  updateProcess: [{ caller: 'administrator', body: { process_uuid: process, description: '先部门，后资源' } }],
  listProcesses: [{ caller: 'applicant', query: {} }],
  inspectProcess: [{ caller: 'applicant', query: { process_uuid: process } }],
  simulateProcess: [{ caller: 'applicant', body: { process_uuid: process, ticket: vip } }],

  saveTicket: [
    { caller: 'applicant', body: { ticket_name: '控制台很慢', type: 'FEEDBACK' }, answer: { ticket_uuid: draft } },
  ],
  submitTicket: [
    { caller: 'applicant', body: vip, answer: { ticket_uuid: quota } },
    { caller: 'applicant', body: vip, answer: { ticket_uuid: address } },
    {
      caller: 'applicant',
      body: {
        ticket_name: '镜像',
        type: 'TENCENT_IMAGE_CREATE',
        process_uuid: process,
        tencent: { image: { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly' } },
      },
      answer: { ticket_uuid: image },
    },
  ],
  submitSavedTickets: [{ caller: 'applicant', body: { list: [draft] } }],
  listTickets: [{ caller: 'applicant', query: { scope: 'applied' } }],
  countTickets: [{ caller: 'applicant', query: {} }],
  inspectTicket: [{ caller: 'applicant', query: { ticket_uuid: quota } }],
  listHistoryKeys: [{ caller: 'applicant', query: {} }],
  commentOnTicket: [{ caller: 'applicant', body: { ticket_uuid: quota, text: '请尽快处理' } }],
  listComments: [{ caller: 'applicant', query: { ticket_uuid: quota } }],
  copyTickets: [
    { caller: 'applicant', body: { list: [quota], people: [{ tenant_uuid: tenant.tenant_uuid, ...colleague }] } },
  ],
  urgeTickets: [{ caller: 'applicant', body: { list: [quota], reason: '今天上线' } }],
  addApprovers: [
    {
      caller: 'firstApprover',
      body: {
        list: [quota],
        where: 'after',
        approvers: [secondRole],
        reason: '请一并确认',
      },
    },
  ],
  passTickets: [
    { caller: 'firstApprover', body: { list: [quota, image, address], reason: '同意' } },
    { caller: 'secondApprover', body: { list: [image, address] } },
  ],
  returnTickets: [{ caller: 'secondApprover', body: { list: [quota], to_step_id: 0, reason: '请补充用途' } }],
  transferTickets: [{ caller: 'firstApprover', body: { list: [quota], to: manager, reason: '出差' } }],
  overruleTickets: [{ caller: 'secondApprover', body: { list: [quota], reason: '数量过多' } }],
  submitOverruledTickets: [{ caller: 'applicant', body: { list: [quota] } }],
  withdrawTickets: [{ caller: 'applicant', body: { list: [quota] } }],
  terminateTickets: [{ caller: 'administrator', body: { list: [draft], reason: '重复' } }],
  createImages: [{ caller: 'applicant', body: { list: [image] } }],
  confirmTickets: [{ caller: 'applicant', body: { list: [image] } }],
  archiveTickets: [{ caller: 'applicant', body: { list: [image] } }],
  claimFulfilments: [{ caller: 'fulfiller', body: { types: ['VIP'] } }],
  extendFulfilments: [{ caller: 'fulfiller', body: { list: [claimed] } }],
  reportFulfilments: [
    { caller: 'fulfiller', body: { list: [{ ...claimed, state: 'failed', message: 'none is free' }] } },
  ],
  retryFulfilments: [{ caller: 'applicant', body: { list: [address] } }],
  deleteTickets: [
    { caller: 'applicant', body: { list: [draft] }, prefer: 'respond-async', answer: { batch_uuid: batch } },
  ],
  inspectBatch: [{ caller: 'applicant', query: { batch_uuid: batch } }],
  deleteProcesses: [{ caller: 'administrator', body: { list: [process] } }],

  listRoles: [{ caller: 'applicant', query: {} }],
  listUsers: [{ caller: 'applicant', query: { role_uuid: firstRole.role_uuid } }],

  createDelegation: [
    {
      caller: 'firstApprover',
      body: { to: manager, start: 4_070_908_800, end: 4_071_513_600, reason: '休假' },
      answer: { delegation_uuid: delegation },
    },
  ],
  listDelegations: [{ caller: 'firstApprover', query: {} }],
  cancelDelegations: [{ caller: 'firstApprover', body: { list: [delegation] } }],

  inspectSettings: [{ caller: 'applicant', query: {} }],
  changeSettings: [{ caller: 'applicant', body: { language: 'zh', mail_address: 'lin@example.com' } }],
  confirmMail: [{ caller: 'applicant', body: { token: 'the token in the mail' } }],
  listenToEvents: [{ caller: 'applicant', query: {} }],
  createWebhook: [
    {
      caller: 'administrator',
      body: { tenant_uuid: tenant.tenant_uuid, webhook_name: '工单通知', url: 'https://gongdan.example.com/hook' },
      answer: { webhook_uuid: webhook },
    },
  ],
  updateWebhook: [{ caller: 'administrator', body: { webhook_uuid: webhook, event_types: ['ticket.passed'] } }],
  rotateWebhook: [{ caller: 'administrator', body: { webhook_uuid: webhook } }],
  listWebhooks: [{ caller: 'administrator', query: {} }],
  inspectWebhook: [{ caller: 'administrator', query: { webhook_uuid: webhook } }],
  testWebhook: [{ caller: 'administrator', body: { webhook_uuid: webhook }, answer: { delivery_uuid: delivery } }],
  listDeliveries: [{ caller: 'administrator', query: { webhook_uuid: webhook } }],
  inspectDelivery: [{ caller: 'administrator', query: { webhook_uuid: webhook, delivery_uuid: delivery } }],
  replayDeliveries: [{ caller: 'administrator', body: { webhook_uuid: webhook, list: [delivery] } }],
  deleteWebhooks: [{ caller: 'administrator', body: { list: [webhook] } }],
}

/** The place of an operation in the document; those without an example stand at its end. */
export const placeInDocument = (operationId: string): number => {
  const place = Object.keys(examples).indexOf(operationId)
  return place < 0 ? Number.MAX_SAFE_INTEGER : place
}
