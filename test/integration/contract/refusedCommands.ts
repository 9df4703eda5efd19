import { randomUUID } from 'node:crypto'
import { FulfilmentClaimData, ProcessRef, type Scode, WebhookSecretRef } from '@gongdan/contracts'
import type { Reply } from '../../support/caller.ts'
import { type ContractHarness, feedback, imageTicket, machineTicket } from './contractHarness.ts'

type Act = (harness: ContractHarness) => Promise<Reply>
type Row = readonly [scode: Scode, what: string, act: Act]

const save = '/v1/ticket/save'
const submit = '/v1/ticket/submit'
const createImages = '/v1/tencent/image/create'
const create = '/v1/ticket/process/create'
const update = '/v1/ticket/process/update'
const deleteProcesses = '/v1/ticket/process/delete'
const inspectProcess = '/v1/ticket/process/inspect'
const webhooks = '/v1/webhook/create'
const deleteWebhooks = '/v1/webhook/delete'
const replayDeliveries = '/v1/webhook/delivery/replay'

const container = {
  ticket_name: 'c',
  type: 'AUTO_CONTAINER',
  container: { auto_container: { apply_container_info: {}, apply_count: 1 } },
}
const definition = (role: object = { tenant_uuid: 'acme', role_uuid: 'reviewer' }) => ({
  tenant_uuid: 'acme',
  process_name: 'review',
  approval_list: [role],
})

const webhook = { tenant_uuid: 'acme', webhook_name: 'w', url: 'https://receiver.example/hook' }
/** Creates a webhook, or a robot; gives its uuid. */
const createWebhook = async ({ people }: ContractHarness, said: object = {}): Promise<string> => {
  const { envelope } = await people.zhao.post(webhooks, { ...webhook, ...said })
  return WebhookSecretRef.parse(envelope.data).webhook_uuid
}

/** A draft of Lin's. */
const drafted = ({ write, people }: ContractHarness, body: object = feedback) => write(people.lin, 'save', body)
/** A ticket of Lin's that waits for the first step of the built-in process, or of another. */
export const pending = ({ write, people }: ContractHarness, more: object = {}) =>
  write(people.lin, 'submit', { ...feedback, ...more })
/** A process of Lin's tenant. */
export const createProcess = async ({ people }: ContractHarness, role?: object): Promise<string> =>
  ProcessRef.parse((await people.zhao.post(create, definition(role))).envelope.data).process_uuid
const report = '/v1/fulfilment/report'
/** What a fulfiller has claimed, a machine of Lin's among it. */
const claimMachines = async ({ people, passed }: ContractHarness) => {
  await passed(people.lin, machineTicket)
  const { envelope } = await people.worker.post('/v1/fulfilment/claim', { types: ['VM_SPECIFICATION'], limit: 1 })
  const { list } = FulfilmentClaimData.parse(envelope.data)
  return list.map(({ ticket_uuid, request, fence }) => ({ ticket_uuid, request, fence }))
}
/** Two administrators of Lin's tenant, of whom Zhao is the only one. */
const twoAdministrators = { approvers: [{ tenant_uuid: 'acme', role_uuid: 'acme', count: 2 }], need: 'all' }

/** One of the people acts on one ticket. */
const on =
  (
    name: keyof ContractHarness['people'],
    action: string,
    prepare: (harness: ContractHarness) => Promise<string>,
  ): Act =>
  async (harness) =>
    harness.people[name].post(`/v1/ticket/${action}`, { list: [await prepare(harness)] })
const unknown = async () => randomUUID()

/** Commands on lists of one, with the outcome of that one. */
export const refusedItems: readonly Row[] = [
  [2003, 'what only the applicant may do', on('zhao', 'withdraw', pending)],
  [3001, 'a ticket that does not exist', on('lin', 'withdraw', unknown)],
  [3001, 'a draft of another person', on('zhao', 'delete', drafted)],
  [3001, 'a ticket of another tenant', on('gus', 'pass', pending)],
  [3002, 'a draft that is to be withdrawn', on('lin', 'withdraw', drafted)],
  [3003, 'a ticket whose turn is another’s', on('root', 'pass', pending)],
  [3004, 'one’s own ticket', on('lin', 'pass', pending)],
  [3006, 'an unfinished draft', on('lin', 'saved/submit', (harness) => drafted(harness, { ...feedback, type: 'VIP' }))],
  [
    3007,
    'a ticket that was changed since it was read',
    async (harness) => {
      const list = [{ ticket_uuid: await pending(harness), version: 2 }]
      return harness.people.zhao.post('/v1/ticket/pass', { list })
    },
  ],
  [
    3008,
    'a container without a place',
    async (harness) => {
      const list = [await pending(harness, container)]
      return harness.people.zhao.post('/v1/ticket/pass', { list, config: { contianer: {} } })
    },
  ],
  [
    3009,
    'a second vote in a step',
    async (harness) => {
      const list = [await pending(harness, { process_uuid: await createProcess(harness, twoAdministrators) })]
      await harness.people.zhao.post('/v1/ticket/pass', { list })
      return harness.people.zhao.post('/v1/ticket/pass', { list })
    },
  ],
  [
    3010,
    'a transfer to the applicant',
    async (harness) => {
      const list = [await pending(harness)]
      return harness.people.zhao.post('/v1/ticket/transfer', { list, to: { user_uuid: 'lin' }, reason: 'no time' })
    },
  ],
  [
    3016,
    'a return to a step that was not done',
    async (harness) => {
      const list = [await pending(harness)]
      return harness.people.zhao.post('/v1/ticket/return', { list, to_step_id: 1, reason: 'not yet' })
    },
  ],
  [
    3012,
    'more people in copy than a ticket may have',
    async (harness) => {
      const list = [await pending(harness)]
      const copyTo = (first: number) => {
        const people = Array.from({ length: 20 }, (_, at) => ({ tenant_uuid: 'acme', role_uuid: `role-${first + at}` }))
        return harness.people.lin.post('/v1/ticket/cc', { list, people })
      }
      await copyTo(0)
      await copyTo(20)
      return copyTo(40)
    },
  ],
  [
    3013,
    'a ticket whose approvers were urged just before',
    async (harness) => {
      const list = [await pending(harness)]
      await harness.people.lin.post('/v1/ticket/urge', { list })
      return harness.people.lin.post('/v1/ticket/urge', { list })
    },
  ],
  [
    3010,
    'an added approver who is the applicant',
    async (harness) => {
      const list = [await pending(harness)]
      const approvers = [{ tenant_uuid: 'acme', user_uuid: 'lin' }]
      return harness.people.zhao.post('/v1/ticket/approver/add', { list, where: 'after', approvers, reason: 'look' })
    },
  ],
  [
    3014,
    'a transfer that the process forbids',
    async (harness) => {
      const { mei, zhao } = harness.people
      const created = await zhao.post(create, { ...definition(), forbid: ['transfer'] })
      const list = [await pending(harness, { process_uuid: ProcessRef.parse(created.envelope.data).process_uuid })]
      return mei.post('/v1/ticket/transfer', { list, to: { user_uuid: 'zhao' }, reason: 'no time' })
    },
  ],
  [
    4101,
    'a delegation that does not exist',
    ({ people }) => people.zhao.post('/v1/delegation/cancel', { list: [randomUUID()] }),
  ],
  [4001, 'a process that does not exist', ({ people }) => people.zhao.post(deleteProcesses, { list: [randomUUID()] })],
  [4003, 'the built-in process', ({ people }) => people.zhao.post(deleteProcesses, { list: ['system'] })],
  [
    5001,
    'a ticket about no image',
    async ({ passed, people }) => people.lin.post(createImages, { list: [await passed(people.lin, feedback)] }),
  ],
  [
    5002,
    'an image that is not approved',
    async (harness) => harness.people.lin.post(createImages, { list: [await pending(harness, imageTicket)] }),
  ],
  [
    5005,
    'a report on what was reported on before',
    async (harness) => {
      const [claimed] = await claimMachines(harness)
      await harness.people.worker.post(report, { list: [{ ...claimed, state: 'done' }] })
      return harness.people.worker.post(report, { list: [{ ...claimed, state: 'failed' }] })
    },
  ],
  [
    5006,
    'a report by another claim than the last one',
    async (harness) => {
      const [claimed] = await claimMachines(harness)
      return harness.people.worker.post(report, { list: [{ ...claimed, fence: 99, state: 'done' }] })
    },
  ],
  [
    3006,
    'a report that fills in what the section does not have',
    async (harness) => {
      const [claimed] = await claimMachines(harness)
      return harness.people.worker.post(report, { list: [{ ...claimed, state: 'done', out: { image_id: 'i' } }] })
    },
  ],
  [7001, 'a webhook that does not exist', ({ people }) => people.zhao.post(deleteWebhooks, { list: [randomUUID()] })],
  [
    7004,
    'a delivery that does not exist',
    async (harness) =>
      harness.people.zhao.post(replayDeliveries, { webhook_uuid: await createWebhook(harness), list: [randomUUID()] }),
  ],
]

const foreignStep = definition({ tenant_uuid: 'globex', role_uuid: 'r' })

/** Requests with one answer. */
export const refusedRequests: readonly Row[] = [
  [2003, 'a process by a caller without the right', ({ people }) => people.lin.post(create, definition())],
  [2003, 'a process with a role of another tenant', ({ people }) => people.zhao.post(create, foreignStep)],
  [
    3001,
    'a look at a ticket that does not exist',
    ({ people }) => people.lin.get(`/v1/ticket/inspect?ticket_uuid=${randomUUID()}`),
  ],
  [
    3001,
    'a change of a ticket that does not exist',
    ({ people }) => people.lin.post(save, { ...feedback, ticket_uuid: randomUUID() }),
  ],
  [
    3002,
    'a change of what is pending',
    async (harness) => harness.people.lin.post(save, { ...feedback, ticket_uuid: await pending(harness) }),
  ],
  [
    3005,
    'a process that does not exist',
    ({ people }) => people.lin.post(submit, { ...feedback, process_uuid: randomUUID() }),
  ],
  [
    3005,
    'a process of another tenant',
    async (harness) => harness.people.gus.post(submit, { ...feedback, process_uuid: await createProcess(harness) }),
  ],
  [3006, 'a section that is missing', ({ people }) => people.lin.post(submit, { ...feedback, type: 'VIP' })],
  [
    3007,
    'a draft of another version',
    async (harness) => harness.people.lin.post(save, { ...feedback, ticket_uuid: await drafted(harness), version: 2 }),
  ],
  [
    3008,
    'a configuration above 16 KiB',
    async (harness) => {
      const list = [await pending(harness)]
      return harness.people.zhao.post('/v1/ticket/pass', { list, config: { note: 'x'.repeat(16_384) } })
    },
  ],
  [
    4001,
    'a look at a process of another tenant',
    async (harness) => harness.people.gus.get(inspectProcess, { body: { process_uuid: await createProcess(harness) } }),
  ],
  [
    4003,
    'a change of the built-in process',
    ({ people }) => people.zhao.post(update, { ...definition(), process_uuid: 'system' }),
  ],
  [
    4004,
    'a change that would drop what an old client does not know',
    async (harness) => {
      const process_uuid = await createProcess(harness, twoAdministrators)
      return harness.people.zhao.post(update, { ...definition(), process_uuid })
    },
  ],
  [
    4005,
    'a process that needs more approvers than it names',
    ({ people }) => people.zhao.post(create, definition({ ...twoAdministrators, need: '3' })),
  ],
  [
    4007,
    'a change of a process that was changed since it was read',
    async (harness) => {
      const process_uuid = await createProcess(harness)
      await harness.people.zhao.post(update, { process_uuid, version: 1, description: 'new' })
      return harness.people.zhao.post(update, { process_uuid, version: 1, description: 'newer' })
    },
  ],
  [
    2003,
    'a claim of what is to be done by an administrator',
    ({ people }) => people.root.post('/v1/fulfilment/claim', {}),
  ],
  [
    4102,
    'a delegation to oneself',
    ({ people }) => {
      const now = Math.floor(Date.now() / 1_000)
      return people.lin.post('/v1/delegation/create', { to: { user_uuid: 'lin' }, start: now, end: now + 3_600 })
    },
  ],
  [2003, 'a webhook of another tenant', ({ people }) => people.gus.post(webhooks, webhook)],
  [
    7001,
    'a look at a webhook of another tenant',
    async (harness) =>
      harness.people.gus.get('/v1/webhook/inspect', { body: { webhook_uuid: await createWebhook(harness) } }),
  ],
  [
    7002,
    'an address inside of a private network',
    ({ people }) => people.zhao.post(webhooks, { ...webhook, url: 'https://10.0.0.1/hook' }),
  ],
  [
    7003,
    'a new secret for a robot',
    async (harness) => {
      const robot = await createWebhook(harness, { kind: 'feishu' })
      return harness.people.zhao.post('/v1/webhook/rotate', { webhook_uuid: robot })
    },
  ],
  [6001, 'a batch that does not exist', ({ people }) => people.lin.get(`/v1/batch/inspect?batch_uuid=${randomUUID()}`)],
]
