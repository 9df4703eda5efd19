import { ProcessListData, TicketListData } from '@gongdan/contracts'
import type { Caller, Reply } from '../../support/caller.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { feedback, people } from './rightsHarness.ts'

const call = (who: Caller, route: string, body: object): Promise<Reply> => {
  const [method = '', path = ''] = route.split(' ')
  return who.send({ method, path, body, headers: { prefer: 'wait=30' } })
}

interface Result {
  readonly scode: number
  readonly data?: unknown
}

/** Rejects a refusal that says how a ticket stands where the caller may not see it, or does not where they may (contract §1). */
const checkCurrent = ({ scode, data }: Result): void => {
  const sees = scode === 2003 || (scode > 3001 && scode < 9000)
  if ('current' in Object(data) !== sees) throw new Error(`${scode} with ${JSON.stringify(data)}`)
}

const oneByOne = async (
  who: Caller,
  route: string,
  bodies: readonly object[],
  check: (result: Result) => void = () => {},
): Promise<readonly number[]> => {
  const replies = await mapConcurrently(bodies, 8, (body) => call(who, route, body))
  for (const { envelope } of replies) check(envelope)
  return replies.map((reply) => reply.envelope.scode)
}

const inOneList = async (
  who: Caller,
  route: string,
  body: { readonly list: readonly unknown[] },
  check: (result: Result) => void = () => {},
) => {
  const reply = await call(who, route, body)
  if (reply.status === 401) return body.list.map(() => reply.envelope.scode)
  for (const result of resultsOf(reply)) check(result)
  return resultsOf(reply).map(({ scode }) => scode)
}

/** Every uuid that a caller is listed, page by page; the refusal if the caller may not list at all. */
const listed = async (who: Caller, path: string): Promise<ReadonlySet<string> | number> => {
  const found = new Set<string>()
  const ofTickets = path === '/v1/ticket/list'
  for (let page = 1, cursor = ''; ; page += 1) {
    const { envelope } = await who.get(`${path}?page_size=100&${ofTickets ? `cursor=${cursor}` : `page_num=${page}`}`)
    if (envelope.scode !== 0) return envelope.scode
    const before = found.size
    if (ofTickets) {
      const { list, next_cursor } = TicketListData.parse(envelope.data)
      for (const ticket of list) found.add(ticket.ticket_uuid)
      cursor = next_cursor
      if (cursor === '') return found
    } else {
      for (const process of ProcessListData.parse(envelope.data).list) found.add(process.process_uuid)
      if (found.size === before) return found
    }
  }
}

const inList = async (who: Caller, path: string, uuids: readonly string[], unseen: number) => {
  const found = await listed(who, path)
  return uuids.map((uuid) => (typeof found === 'number' ? found : found.has(uuid) ? 0 : unseen))
}

/** Who is put in copy, or added: a role that nobody holds. */
const inCopy = { tenant_uuid: 'acme', role_uuid: 'auditor' }

/** What a route takes beside tickets and a reason. */
const more: Readonly<Record<string, object>> = {
  'POST /v1/ticket/approver/add': { where: 'after', approvers: [inCopy] },
  'POST /v1/ticket/transfer': { to: { user_uuid: people.keeper.user } },
}

/** Asks for each of the tickets by that route: the scode of each one's own result, 3001 where a list lacks it. */
export const ticketScodes = async (who: Caller, route: string, uuids: readonly string[], process: string) => {
  switch (route) {
    case 'GET /v1/ticket/list':
      return inList(who, '/v1/ticket/list', uuids, 3001)
    case 'GET /v1/ticket/inspect':
      return oneByOne(
        who,
        route,
        uuids.map((uuid) => ({ ticket_uuid: uuid })),
      )
    case 'POST /v1/ticket/save':
    case 'POST /v1/ticket/submit':
      return oneByOne(
        who,
        route,
        uuids.map((uuid) => ({ ...feedback, ticket_name: 'changed', process_uuid: process, ticket_uuid: uuid })),
        checkCurrent,
      )
    default:
      return inOneList(
        who,
        route,
        Object.assign({ list: uuids }, { reason: 'no', people: [inCopy] }, more[route]),
        checkCurrent,
      )
  }
}

/** A process as a test asks for it: whose it is, and its one step. */
export interface AskedProcess {
  readonly uuid: string
  readonly tenant: string
  readonly step: object
}

/** As ticketScodes, for processes. */
export const processScodes = async (who: Caller, route: string, processes: readonly AskedProcess[]) => {
  const uuids = processes.map(({ uuid }) => uuid)
  const bodies = processes.map(({ uuid, tenant, step }) => ({
    ...(uuid === '' ? {} : { process_uuid: uuid }),
    ...(route.startsWith('GET') ? {} : { tenant_uuid: tenant, process_name: 'changed', approval_list: [step] }),
  }))
  switch (route) {
    case 'GET /v1/ticket/process/list':
      return inList(who, '/v1/ticket/process/list', uuids, 4001)
    case 'POST /v1/ticket/process/delete':
      return inOneList(who, route, { list: uuids.map((uuid) => ({ process_uuid: uuid })) })
    default:
      return oneByOne(who, route, bodies)
  }
}
