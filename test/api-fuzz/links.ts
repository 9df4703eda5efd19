/** A link object of OpenAPI 3.1 §4.8.20, with runtime expressions inside of its body as well. */
interface Link {
  readonly operationId: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly requestBody?: Readonly<Record<string, unknown>>
}

const onListsOfTickets = [
  'submitSavedTickets',
  'submitOverruledTickets',
  'passTickets',
  'overruleTickets',
  'overruleTicketsByGet',
  'returnTickets',
  'transferTickets',
  'addApprovers',
  'copyTickets',
  'urgeTickets',
  'withdrawTickets',
  'terminateTickets',
  'confirmTickets',
  'archiveTickets',
  'deleteTickets',
  'createImages',
  'retryFulfilments',
]

/** What can be done with a ticket, when its uuid stands in an answer at this place. */
const withTicket = (uuid: string): readonly Link[] => [
  { operationId: 'inspectTicket', parameters: { ticket_uuid: uuid } },
  { operationId: 'saveTicket', requestBody: { ticket_uuid: uuid } },
  { operationId: 'submitTicket', requestBody: { ticket_uuid: uuid } },
  { operationId: 'commentOnTicket', requestBody: { ticket_uuid: uuid } },
  { operationId: 'listComments', parameters: { ticket_uuid: uuid } },
  ...onListsOfTickets.map((operationId) => ({ operationId, requestBody: { list: [uuid] } })),
]

/** What can be done with an approval process, when its uuid stands in an answer at this place. */
const withProcess = (uuid: string): readonly Link[] => [
  { operationId: 'inspectProcess', parameters: { process_uuid: uuid } },
  { operationId: 'listProcesses', parameters: { process_uuid: uuid } },
  { operationId: 'updateProcess', requestBody: { process_uuid: uuid } },
  { operationId: 'deleteProcesses', requestBody: { list: [{ process_uuid: uuid }] } },
  { operationId: 'submitTicket', requestBody: { process_uuid: uuid } },
  { operationId: 'simulateProcess', requestBody: { process_uuid: uuid } },
]

const withWebhook = (uuid: string): readonly Link[] => [
  { operationId: 'inspectWebhook', parameters: { webhook_uuid: uuid } },
  { operationId: 'updateWebhook', requestBody: { webhook_uuid: uuid } },
  { operationId: 'rotateWebhook', requestBody: { webhook_uuid: uuid } },
  { operationId: 'testWebhook', requestBody: { webhook_uuid: uuid } },
  { operationId: 'listDeliveries', parameters: { webhook_uuid: uuid } },
  { operationId: 'deleteWebhooks', requestBody: { list: [uuid] } },
]

/** What a fulfiller does with a ticket that it holds. */
const withLease = (lease: string): readonly Link[] => {
  const list = ['ticket_uuid', 'request', 'fence'].map((field) => [field, `${lease}/${field}`] as const)
  const held = Object.fromEntries(list)
  return [
    { operationId: 'extendFulfilments', requestBody: { list: [held] } },
    { operationId: 'reportFulfilments', requestBody: { list: [{ ...held, state: 'done' }] } },
  ]
}

const data = '$response.body#/data'
const afterSuccess: Readonly<Record<string, readonly Link[]>> = {
  saveTicket: withTicket(`${data}/ticket_uuid`),
  submitTicket: withTicket(`${data}/ticket_uuid`),
  // What waits for the caller is what most actions are for.
  countTickets: [{ operationId: 'listTickets', parameters: { scope: 'todo' } }],
  listTickets: withTicket(`${data}/list/0/ticket_uuid`),
  createProcess: withProcess(`${data}/process_uuid`),
  listProcesses: withProcess(`${data}/list/0/process_uuid`),
  claimFulfilments: withLease(`${data}/list/0`),
  createDelegation: [{ operationId: 'cancelDelegations', requestBody: { list: [`${data}/delegation_uuid`] } }],
  listDelegations: [{ operationId: 'cancelDelegations', requestBody: { list: [`${data}/list/0/delegation_uuid`] } }],
  listRoles: [{ operationId: 'listUsers', parameters: { role_uuid: `${data}/list/0/role_uuid` } }],
  listUsers: [
    { operationId: 'createDelegation', requestBody: { to: { user_uuid: `${data}/list/0/user_uuid` } } },
    { operationId: 'transferTickets', requestBody: { to: { user_uuid: `${data}/list/0/user_uuid` } } },
    { operationId: 'copyTickets', requestBody: { people: [{ user_uuid: `${data}/list/0/user_uuid` }] } },
  ],
  createWebhook: withWebhook(`${data}/webhook_uuid`),
  listWebhooks: withWebhook(`${data}/list/0/webhook_uuid`),
}
/** A sequence may begin with whatever has links, so only those have some that bring forth something to go on with. */
const afterAcceptance: readonly Link[] = [
  { operationId: 'inspectBatch', parameters: { batch_uuid: `${data}/batch_uuid` } },
]
const acceptable = ['saveTicket', 'submitTicket', 'createProcess']

/** The links that lead on from an answer: with them the gateway is tried in sequences of calls on the same things. */
export const linksFrom = (operationId: string, status: string): Readonly<Record<string, Link>> => {
  const links =
    status === '200'
      ? (afterSuccess[operationId] ?? [])
      : status === '202' && acceptable.includes(operationId)
        ? afterAcceptance
        : []
  return Object.fromEntries(links.map((link) => [link.operationId, link]))
}
