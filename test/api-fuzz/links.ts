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
  'withdrawTickets',
  'terminateTickets',
  'confirmTickets',
  'archiveTickets',
  'deleteTickets',
  'createImages',
]

/** What can be done with a ticket, when its uuid stands in an answer at this place. */
const withTicket = (uuid: string): readonly Link[] => [
  { operationId: 'inspectTicket', parameters: { ticket_uuid: uuid } },
  { operationId: 'saveTicket', requestBody: { ticket_uuid: uuid } },
  { operationId: 'submitTicket', requestBody: { ticket_uuid: uuid } },
  ...onListsOfTickets.map((operationId) => ({ operationId, requestBody: { list: [uuid] } })),
]

/** What can be done with an approval process, when its uuid stands in an answer at this place. */
const withProcess = (uuid: string): readonly Link[] => [
  { operationId: 'inspectProcess', parameters: { process_uuid: uuid } },
  { operationId: 'listProcesses', parameters: { process_uuid: uuid } },
  { operationId: 'updateProcess', requestBody: { process_uuid: uuid } },
  { operationId: 'deleteProcesses', requestBody: { list: [{ process_uuid: uuid }] } },
  { operationId: 'submitTicket', requestBody: { process_uuid: uuid } },
]

const data = '$response.body#/data'
const afterSuccess: Readonly<Record<string, readonly Link[]>> = {
  saveTicket: withTicket(`${data}/ticket_uuid`),
  submitTicket: withTicket(`${data}/ticket_uuid`),
  listTickets: withTicket(`${data}/list/0/ticket_uuid`),
  createProcess: withProcess(`${data}/process_uuid`),
  listProcesses: withProcess(`${data}/list/0/process_uuid`),
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
