import { ProcessRef, type TicketStateCode } from '@gongdan/contracts'
import { type ContractHarness, type Name, people } from '../contract/contractHarness.ts'

/** How far each ticket has come; `second` waits for the second step, which not every plan has. */
const endings = ['saved', 'pending', 'second', 'passed', 'overruled', 'withdrawn', 'archived', 'deleted'] as const
type Ending = (typeof endings)[number]

/** A ticket as it must be by now, told without the system's help. */
export interface Known {
  readonly uuid: string
  readonly applicant: Name
  readonly name: string
  readonly type: string
  readonly processUuid: string
  readonly state: TicketStateCode
  /** Whose turn it is. */
  readonly turn: Name | null
  readonly deciders: readonly Name[]
  /** Who holds the roles of its plan. */
  readonly approvers: readonly Name[]
  readonly createdAt: number
}

const applicants: readonly Name[] = ['lin', 'wei', 'mei', 'zhao', 'gus']

/** Who approves: on the built-in process the tenant's administrator and the super administrator, on ours a reviewer before the administrator. */
const approversOf = (applicant: Name, builtIn: boolean): readonly Name[] => {
  if (!builtIn) return ['mei', 'zhao']
  return [applicant === 'gus' ? 'gus' : 'zhao', 'root']
}

const stateOf: Readonly<Record<Exclude<Ending, 'deleted'>, TicketStateCode>> = {
  saved: 'saved',
  pending: 'pending',
  second: 'pending',
  passed: 'passed',
  overruled: 'overruled',
  withdrawn: 'withdrawn',
  archived: 'archived',
}

/** Brings a submitted ticket to its ending; gives who decided and whose turn it is then. */
const lead = async (
  harness: ContractHarness,
  uuid: string,
  applicant: Name,
  ending: Ending,
  steps: readonly Name[],
) => {
  const act = (who: Name, action: string, more = {}) => harness.act(harness.people[who], action, uuid, more)
  const [first = 'root', second = null] = steps
  switch (ending) {
    case 'saved':
      return { deciders: [], turn: null }
    case 'pending':
      return { deciders: [], turn: first }
    case 'second': {
      if (second === null) return { deciders: [], turn: first }
      await act(first, 'pass')
      return { deciders: [first], turn: second }
    }
    case 'overruled':
      await act(first, 'overrule', { reason: 'no' })
      return { deciders: [first], turn: null }
    case 'withdrawn':
    case 'deleted':
      await act(applicant, 'withdraw')
      if (ending === 'deleted') await act(applicant, 'delete')
      return { deciders: [], turn: null }
    case 'passed':
    case 'archived':
      for (const step of steps) await act(step, 'pass')
      if (ending === 'archived') await act(applicant, 'archive')
      return { deciders: steps, turn: null }
  }
}

const createProcess = async (harness: ContractHarness, process_name: string, roles: readonly string[]) => {
  const approval_list = roles.map((role_uuid) => ({ tenant_uuid: 'acme', role_uuid }))
  const definition = { tenant_uuid: 'acme', process_name, approval_list }
  const { envelope } = await harness.people.zhao.post('/v1/ticket/process/create', definition)
  return ProcessRef.parse(envelope.data).process_uuid
}

const createdAtOf = async (harness: ContractHarness, applicant: Name, uuid: string): Promise<number> => {
  const { envelope } = await harness.people[applicant].get(`/v1/ticket/inspect?ticket_uuid=${uuid}`)
  return Number(Object(envelope.data).ticket_create_time)
}

/** A ticket whose only step is its applicant's own, who may not take it: it waits, and nobody can act. */
const waitingForItself = async (harness: ContractHarness): Promise<Known> => {
  const processUuid = await createProcess(harness, 'alone', ['reviewer'])
  const name = 'my own'
  const body = { ticket_name: name, type: 'FEEDBACK', process_uuid: processUuid }
  const uuid = await harness.write(harness.people.mei, 'submit', body)
  const createdAt = await createdAtOf(harness, 'mei', uuid)
  const mine = { applicant: 'mei', turn: 'mei', approvers: ['mei'], deciders: [] } as const
  return { uuid, name, type: 'FEEDBACK', processUuid, state: 'pending', createdAt, ...mine }
}

/**
 * Forty-one tickets of five people in two tenants, on three processes, at every ending; gives those that are there, newest
 * first, and the uuids of those that are gone.
 */
export const populate = async (harness: ContractHarness) => {
  const process = await createProcess(harness, 'review', ['reviewer', 'acme'])
  const known: Known[] = [await waitingForItself(harness)]
  const gone: string[] = []
  for (const [index, ending] of endings.flatMap((ending) => applicants.map(() => ending)).entries()) {
    const applicant = applicants[index % applicants.length] ?? 'lin'
    const builtIn = applicant === 'gus' || index % 2 === 0
    const type = index % 3 === 0 ? 'VIP' : 'FEEDBACK'
    const name = index % 4 === 0 ? `网关 (a.b) ${index}` : `网关 axb ${index}`
    const processUuid = builtIn ? 'system' : process
    const body = { ticket_name: name, type, process_uuid: processUuid, network: { vip: { vip_count: 1 } } }
    const uuid = await harness.write(harness.people[applicant], ending === 'saved' ? 'save' : 'submit', body)
    const approvers = approversOf(applicant, builtIn)
    const steps = approvers.filter((approver) => approver !== applicant)
    const outcome = await lead(harness, uuid, applicant, ending, steps)
    if (ending === 'deleted') {
      gone.push(uuid)
      continue
    }
    const createdAt = await createdAtOf(harness, applicant, uuid)
    known.unshift({
      uuid,
      applicant,
      name,
      type,
      processUuid,
      state: stateOf[ending],
      approvers,
      createdAt,
      ...outcome,
    })
  }
  return { process, known, gone }
}

const tenantOf = (name: Name): string => people[name].tenant
const administers = (viewer: Name, tenant: string): boolean =>
  viewer === 'root' || (viewer === 'zhao' && tenant === 'acme') || (viewer === 'gus' && tenant === 'globex')

/** Contract §2, in the words of this test's people. */
const isVisible = (ticket: Known, viewer: Name): boolean => {
  if (ticket.applicant === viewer) return true
  if (ticket.state === 'saved') return false
  return [...ticket.approvers, ...ticket.deciders].includes(viewer) || administers(viewer, tenantOf(ticket.applicant))
}

/** What a list is asked for, as in the query string. */
export type Asked = Readonly<Record<string, string>>

/** Which tickets a list must show, in order (contract §3). */
export const expected = (known: readonly Known[], viewer: Name, asked: Asked): readonly string[] => {
  const scopes: Readonly<Record<string, (ticket: Known) => boolean>> = {
    all: (ticket) => isVisible(ticket, viewer),
    applied: (ticket) => ticket.applicant === viewer,
    handled: (ticket) => ticket.deciders.includes(viewer),
    todo: (ticket) => ticket.turn === viewer && ticket.applicant !== viewer,
  }
  const filters: Readonly<Record<string, (ticket: Known, value: string) => boolean>> = {
    scope: (ticket, scope) => scopes[scope]?.(ticket) ?? false,
    tenant_uuid: (ticket, tenant) => tenantOf(ticket.applicant) === tenant,
    filter_state: (ticket, states) => states.split(',').includes(ticket.state),
    filter_type: (ticket, types) => types.split(',').includes(ticket.type),
    filter_image_state: () => false,
    // None of their processes has a due time.
    filter_overdue: (_ticket, overdue) => overdue === 'false',
    filter_applyer_uuid: (ticket, user) => people[ticket.applicant].user === user,
    sort: () => true,
    filter_name: (ticket, part) => ticket.name.includes(part),
    filter_process_uuid: (ticket, process) => ticket.processUuid === process,
    filter_start: (ticket, start) => ticket.createdAt >= Number(start),
    filter_end: (ticket, end) => ticket.createdAt <= Number(end),
  }
  const wanted = Object.entries({ scope: 'all', ...asked }).filter(([, value]) => value !== '')
  const found = known
    .filter((ticket) => wanted.every(([name, value]) => filters[name]?.(ticket, value) ?? false))
    .map(({ uuid }) => uuid)
  return asked.sort === 'oldest' ? found.toReversed() : found
}
