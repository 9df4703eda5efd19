import {
  AddApproversBody,
  CcBody,
  HistoryKeysData,
  hasTwoDetails,
  isRefusal,
  MAX_CONFIG_BYTES,
  MAX_DETAILS_BYTES,
  OverruleBody,
  PassBody,
  pickDetails,
  queues,
  ReasonBody,
  type Refusal,
  ReturnBody,
  refusal,
  SubmitBody,
  said,
  TicketCountData,
  TicketCountQuery,
  TicketInfoBody,
  TicketInspectData,
  TicketInspectQuery,
  TicketListBody,
  TicketListData,
  TicketListQuery,
  TicketRef,
  TransferBody,
  toApprover,
  toCountTickets,
  toListTickets,
  toOwner,
  UrgeBody,
} from '@gongdan/contracts'
import { z } from 'zod'
import { type CommandIds, commandRequest, singleCommand } from '../batch/commandRequest.ts'
import { type CommandRoute, checkPage, commandRoute, distinct, queryRoute } from './route.ts'

type ListedTicket = z.infer<typeof TicketListBody>['list'][number]

/** The versions that the caller has read, by ticket; one ticket cannot have been read in two versions at once. */
const versionsOf = (list: readonly ListedTicket[]): ReadonlyMap<string, number> | Refusal => {
  const versions = new Map<string, number>()
  for (const listed of list) {
    if (typeof listed === 'string' || listed.version === undefined) continue
    const { ticket_uuid, version } = listed
    if ((versions.get(ticket_uuid) ?? version) !== version) {
      return refusal(
        1002,
        `list: ${ticket_uuid} is given with different versions`,
        `list：${ticket_uuid} 给出了不同的版本`,
      )
    }
    versions.set(ticket_uuid, version)
  }
  return versions
}

/** The items of a command on the listed tickets, each with its command id and the version that the caller has read. */
const ticketItems = (list: readonly ListedTicket[], ids: CommandIds) => {
  const versions = versionsOf(list)
  if (isRefusal(versions)) return versions
  const { items, order } = distinct(list.map((listed) => (typeof listed === 'string' ? listed : listed.ticket_uuid)))
  return {
    items: items.map((ticketUuid, index) => {
      const version = versions.get(ticketUuid)
      return { commandId: ids.command(index), ticketUuid, ...(version === undefined ? {} : { version }) }
    }),
    order,
  }
}

/** The section of the ticket's type as JSON text: null where the body gives none. */
export const detailsIn = (body: z.infer<typeof TicketInfoBody>): string | Refusal | null => {
  if (hasTwoDetails(body.type, body)) {
    return refusal(
      1002,
      `the section of ${body.type} is given in two spellings that differ`,
      `${body.type} 的内容用两种拼写给出且不一致`,
    )
  }
  const details = pickDetails(body.type, body)
  return details !== null && Buffer.byteLength(details) > MAX_DETAILS_BYTES
    ? refusal(
        1004,
        `the section of ${body.type} is larger than ${MAX_DETAILS_BYTES} bytes`,
        `${body.type} 的内容超过 ${MAX_DETAILS_BYTES} 字节`,
      )
    : details
}

/**
 * What a save or a submit writes. A new ticket gets its uuid here, so that an answer that comes late can still name it (decision 3).
 * Details above 64 KiB are refused with 1004 (contract §3).
 */
const writtenItem = (body: z.infer<typeof TicketInfoBody>, ids: CommandIds) => {
  const details = detailsIn(body)
  if (typeof details === 'object' && details !== null) return details
  return {
    commandId: ids.command(0),
    ticketUuid: body.ticket_uuid ?? ids.created(),
    isNew: body.ticket_uuid === undefined,
    ...(body.version === undefined ? {} : { version: body.version }),
    info: {
      name: body.ticket_name ?? null,
      type: body.type,
      reason: body.reason ?? null,
      processUuid: body.process_uuid ?? null,
      clusterUuid: body.cluster_uuid ?? null,
      details,
    },
  }
}

const saveTicket = commandRoute({
  url: '/v1/ticket/save',
  operationId: 'saveTicket',
  tag: 'tickets',
  summary: 'Save a ticket as a draft, or change one 保存或者修改工单',
  description:
    'Without ticket_uuid a new draft is made. Saved, overruled and withdrawn tickets can be changed by their applicant; what is absent stays as it is.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3005, 3006, 3007, 3017],
  single: true,
  body: TicketInfoBody,
  section: 'draft',
  toCommand: (body, ids) => {
    const item = writtenItem(body, ids)
    return isRefusal(item) ? item : singleCommand('ticket.save', item, {})
  },
})

const submitTicket = commandRoute({
  url: '/v1/ticket/submit',
  operationId: 'submitTicket',
  tag: 'tickets',
  summary: 'Submit a ticket for approval 提交',
  description:
    'Without ticket_uuid a new ticket is made; else what is absent stays as it is. The section that the type calls for must be complete.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3005, 3006, 3007, 3010, 3012, 3017],
  single: true,
  body: SubmitBody,
  section: 'complete',
  toCommand: ({ cc = [], ...body }, ids) => {
    const item = writtenItem(body, ids)
    return isRefusal(item) ? item : singleCommand('ticket.submit', item, { cc: cc.map(toOwner) })
  },
})

/** Commands that carry nothing but a list of tickets: a row each. */
const bareCommands = {
  'ticket.submit-saved': {
    url: '/v1/ticket/saved/submit',
    operationId: 'submitSavedTickets',
    summary: 'Submit saved tickets 提交保存的工单',
    description: 'The applicant submits drafts, or tickets that were withdrawn, as they are.',
    refusals: [2003, 3001, 3002, 3005, 3006, 3007, 3017],
  },
  'ticket.submit-overruled': {
    url: '/v1/ticket/overruled/submit',
    operationId: 'submitOverruledTickets',
    summary: 'Submit rejected tickets again 重新提交被驳回的工单',
    description: 'The applicant opens a new round of approval, from the first step.',
    refusals: [2003, 3001, 3002, 3005, 3006, 3007, 3017],
  },
  'ticket.withdraw': {
    url: '/v1/ticket/withdraw',
    operationId: 'withdrawTickets',
    summary: 'Withdraw tickets 撤回工单',
    description: 'The applicant takes pending tickets back.',
    refusals: [2003, 3001, 3002, 3007],
  },
  'ticket.confirm': {
    url: '/v1/ticket/confirm',
    operationId: 'confirmTickets',
    summary: 'Confirm the result of tickets 确认工单',
    description: 'The applicant confirms that what was approved has been done. The state stays as it is.',
    refusals: [2003, 3001, 3002, 3007],
  },
  'ticket.archive': {
    url: '/v1/ticket/archive',
    operationId: 'archiveTickets',
    summary: 'Archive tickets 工单归档',
    description: 'Of passed, overruled and withdrawn tickets, by the applicant or an administrator.',
    refusals: [2003, 3001, 3002, 3007],
  },
  'ticket.delete': {
    url: '/v1/ticket/delete',
    operationId: 'deleteTickets',
    summary: 'Delete tickets 工单删除',
    description: 'Deleted tickets are gone from every answer, and kept for audit.',
    refusals: [2003, 3001, 3002, 3007],
  },
  'ticket.request-image': {
    url: '/v1/tencent/image/create',
    operationId: 'createImages',
    tag: 'images',
    summary: 'Create the images of approved tickets 创建镜像',
    description: 'Starts the creation, or starts it again when it failed. Nothing new happens when it runs or is done.',
    refusals: [2003, 3001, 3007, 5001, 5002, 5003, 5004],
  },
  'ticket.retry-fulfilment': {
    url: '/v1/ticket/fulfilment/retry',
    operationId: 'retryFulfilments',
    summary: 'Ask again for what failed 重新执行',
    description:
      'The applicant or an administrator has what failed, in whole or in part, done again, without a new approval. Nothing new happens while it waits or is worked on.',
    refusals: [2003, 3001, 3002, 3007, 3017, 5005],
  },
} as const

const bareRoute = (type: keyof typeof bareCommands): CommandRoute<z.infer<typeof TicketListBody>> =>
  commandRoute({
    tag: 'tickets',
    ...bareCommands[type],
    data: TicketRef,
    single: false,
    body: TicketListBody,
    toCommand: ({ list }, ids) => {
      const items = ticketItems(list, ids)
      return isRefusal(items) ? items : commandRequest({ type, ...items, shared: {}, single: false })
    },
  })

const listTickets = queryRoute({
  url: '/v1/ticket/list',
  operationId: 'listTickets',
  tag: 'tickets',
  summary: 'List tickets 获取工单列表',
  description: 'The tickets that the caller may see, newest first.',
  data: TicketListData,
  refusals: [2003],
  input: TicketListQuery,
  toQuery: (input, principal) =>
    checkPage(input, said(', use the cursor', '，请使用 cursor')) ?? {
      queue: queues.ticketQueries,
      type: 'ticket.list',
      body: toListTickets(input, principal),
    },
})

const countTickets = queryRoute({
  url: '/v1/ticket/count',
  operationId: 'countTickets',
  tag: 'tickets',
  summary: 'Count tickets 获取工单数量',
  description: 'How many tickets are in the scopes that are named, up to 1,000 each. Counted once a second at most.',
  data: TicketCountData,
  refusals: [],
  input: TicketCountQuery,
  toQuery: (input, principal) => ({
    queue: queues.ticketQueries,
    type: 'ticket.count',
    body: toCountTickets(input, principal),
    everyMs: 1_000,
  }),
})

const inspectTicket = queryRoute({
  url: '/v1/ticket/inspect',
  operationId: 'inspectTicket',
  tag: 'tickets',
  summary: 'Inspect a ticket 获取工单详情',
  description: 'A ticket with its details, its history and what became of it.',
  data: TicketInspectData,
  refusals: [3001],
  input: TicketInspectQuery,
  toQuery: (input, principal) => ({
    queue: queues.ticketQueries,
    type: 'ticket.inspect',
    body: { principal, ticketUuid: input.ticket_uuid, chain: input.chain },
  }),
})

const listHistoryKeys = queryRoute({
  url: '/v1/ticket/history-keys',
  operationId: 'listHistoryKeys',
  tag: 'tickets',
  summary: 'List the keys of histories 获取工单历史签名公钥',
  description: 'The public keys that the signatures of histories verify with (inspect with chain=true).',
  data: HistoryKeysData,
  refusals: [],
  input: z.object({}),
  toQuery: (_, principal) => ({ queue: queues.ticketQueries, type: 'ticket.history-keys', body: { principal } }),
})

const passTickets = commandRoute({
  url: '/v1/ticket/pass',
  operationId: 'passTickets',
  tag: 'tickets',
  summary: 'Approve tickets 通过工单',
  description:
    'The owner of the current step passes the tickets on to the next step, or for good after the last one; reason is their comment.',
  data: TicketRef,
  refusals: [3001, 3002, 3003, 3004, 3007, 3008, 3009, 3014],
  refusesWhole: [3008],
  single: false,
  body: PassBody,
  toCommand: ({ list, config, reason = '', step_id: stepId = null }, ids) => {
    const text = config === undefined || config === null ? null : JSON.stringify(config)
    if (text !== null && Buffer.byteLength(text) > MAX_CONFIG_BYTES) {
      return refusal(3008, `config: is larger than ${MAX_CONFIG_BYTES} bytes`, `config：超过 ${MAX_CONFIG_BYTES} 字节`)
    }
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    return commandRequest({ type: 'ticket.pass', ...items, shared: { config: text, reason, stepId }, single: false })
  },
})

const overruleTickets = commandRoute({
  url: '/v1/ticket/overrule',
  operationId: 'overruleTickets',
  tag: 'tickets',
  summary: 'Reject tickets 驳回工单',
  description: 'The owner of the current step turns the tickets down and says why.',
  data: TicketRef,
  refusals: [3001, 3002, 3003, 3004, 3007, 3009, 3014],
  single: false,
  body: OverruleBody,
  toCommand: ({ list, reason, step_id: stepId = null }, ids) => {
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    return commandRequest({ type: 'ticket.overrule', ...items, shared: { reason, stepId }, single: false })
  },
})

const returnTickets = commandRoute({
  url: '/v1/ticket/return',
  operationId: 'returnTickets',
  tag: 'tickets',
  summary: 'Return tickets 退回工单',
  description:
    'The owner of the current step sends the tickets back to a step that was done before, or without one to their applicants, and says why.',
  data: TicketRef,
  refusals: [3001, 3002, 3003, 3004, 3007, 3009, 3014, 3016, 3017],
  single: false,
  body: ReturnBody,
  toCommand: ({ list, reason, step_id: stepId = null, to_step_id: toStepId = null }, ids) => {
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    return commandRequest({ type: 'ticket.return', ...items, shared: { reason, stepId, toStepId }, single: false })
  },
})

const transferTickets = commandRoute({
  url: '/v1/ticket/transfer',
  operationId: 'transferTickets',
  tag: 'tickets',
  summary: 'Transfer the approval of tickets 转交工单',
  description:
    "The owner of an open seat, the administrator of its tenant or a super administrator gives it to one person of that tenant, and says why. Not on the caller's own ticket.",
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3003, 3004, 3007, 3010, 3012, 3014, 3017],
  single: false,
  body: TransferBody,
  toCommand: ({ list, reason, to, step_id: stepId = null, seat_id: seatId = null }, ids) => {
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    const person = { userUuid: to.user_uuid, userName: to.user_name ?? '' }
    return commandRequest({
      type: 'ticket.transfer',
      ...items,
      shared: { reason, stepId, seatId, to: person },
      single: false,
    })
  },
})

const addApprovers = commandRoute({
  url: '/v1/ticket/approver/add',
  operationId: 'addApprovers',
  tag: 'tickets',
  summary: 'Add approvers to tickets 加签',
  description:
    'The owner of an open seat adds a step of further approvers before, beside or after the current one, and says why.',
  data: TicketRef,
  refusals: [3001, 3002, 3003, 3004, 3007, 3010, 3012, 3014, 3017],
  single: false,
  body: AddApproversBody,
  toCommand: ({ list, reason, where, approvers, need = 'all', step_id: stepId = null }, ids) => {
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    return commandRequest({
      type: 'ticket.add-approvers',
      ...items,
      shared: { reason, stepId, where, approvers: approvers.map(toApprover), need: String(need) },
      single: false,
    })
  },
})

const terminateTickets = commandRoute({
  url: '/v1/ticket/terminate',
  operationId: 'terminateTickets',
  tag: 'tickets',
  summary: 'Terminate the approval of tickets 终止工单',
  description:
    "The tenant's administrator or a super administrator ends pending tickets that are not their own, and says why. The applicant may submit them again.",
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3004, 3007],
  single: false,
  body: ReasonBody,
  toCommand: ({ list, reason }, ids) => {
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    return commandRequest({ type: 'ticket.terminate', ...items, shared: { reason }, single: false })
  },
})

const urgeTickets = commandRoute({
  url: '/v1/ticket/urge',
  operationId: 'urgeTickets',
  tag: 'tickets',
  summary: 'Urge the approvers of tickets 催办工单',
  description: 'Reminds everybody whose turn it is: once an hour, and 20 times in a round of approval.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3007, 3012, 3013, 3017],
  single: false,
  body: UrgeBody,
  toCommand: ({ list, reason = '' }, ids) => {
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    return commandRequest({ type: 'ticket.urge', ...items, shared: { reason }, single: false })
  },
})

const copyTickets = commandRoute({
  url: '/v1/ticket/cc',
  operationId: 'copyTickets',
  tag: 'tickets',
  summary: 'Put people and roles in copy 抄送工单',
  description: 'They see the tickets from then on, and hear what becomes of them.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3007, 3010, 3012, 3017],
  single: false,
  body: CcBody,
  toCommand: ({ list, people }, ids) => {
    const items = ticketItems(list, ids)
    if (isRefusal(items)) return items
    return commandRequest({ type: 'ticket.cc', ...items, shared: { people: people.map(toOwner) }, single: false })
  },
})

/** The original API overrules by GET with a JSON body; old clients still do (contract §3). */
const overruleTicketsByGet = {
  ...overruleTickets,
  method: 'GET',
  operationId: 'overruleTicketsByGet',
  summary: 'Reject tickets, for old clients 驳回工单',
  description: 'As POST; takes its parameters from the JSON body only.',
  deprecated: true,
} as const

export const ticketRoutes = [
  saveTicket,
  submitTicket,
  bareRoute('ticket.submit-saved'),
  bareRoute('ticket.submit-overruled'),
  listTickets,
  countTickets,
  inspectTicket,
  listHistoryKeys,
  passTickets,
  overruleTickets,
  overruleTicketsByGet,
  returnTickets,
  transferTickets,
  addApprovers,
  bareRoute('ticket.withdraw'),
  terminateTickets,
  urgeTickets,
  bareRoute('ticket.confirm'),
  bareRoute('ticket.archive'),
  copyTickets,
  bareRoute('ticket.delete'),
  bareRoute('ticket.retry-fulfilment'),
]

export const imageRoutes = [bareRoute('ticket.request-image')]
