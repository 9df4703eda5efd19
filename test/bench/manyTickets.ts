import { randomUUID } from 'node:crypto'
import { type Principal, SYSTEM, type TicketInfo } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import {
  beginRound,
  type Ticket,
  type TicketDocument,
  ticketAggregate,
  ticketsOf,
} from '../../services/ticket/src/public.ts'

/** The tenant that has a hundred thousand tickets where the others have ninety. */
export const largeTenant = 'tenant-0'
/** One of the others. */
export const smallTenant = 'tenant-7'

/** Of the large tenant's tickets, so many have a first step of one of these roles, ten after the other the same. */
const OF_ROLES = 30_000
export const largeRoles: readonly string[] = Array.from({ length: 200 }, (_, index) => `role-${index}`)

export const person = (userUuid: string, tenantUuid: string, ...roles: readonly string[]): Principal => ({
  userUuid,
  userName: userUuid,
  tenantUuid,
  tenantName: tenantUuid,
  roles: roles.map((uuid) => ({ uuid, name: uuid })),
})

/** Of ten tickets, so many are in each state; a pending one waits for its first step. */
const mix: readonly Exclude<Ticket['state'], 'saved'>[] = [
  ...([
    'pending',
    'pending',
    'pending',
    'pending',
    'passed',
    'passed',
    'passed',
    'overruled',
    'withdrawn',
    'archived',
  ] as const),
]

const info: TicketInfo = {
  name: '申请',
  type: 'FEEDBACK',
  reason: '每周',
  processUuid: SYSTEM,
  clusterUuid: '',
  details: null,
}

const step = (tenantUuid: string, roleUuid: string) => ({
  tenantUuid,
  tenantName: tenantUuid,
  roleUuid,
  roleName: roleUuid,
  skipped: false,
})

/** Every tenant has three applicants, and two approvers whose roles are `operations` (in the large one: many) and `finance`. */
const ticket = (tenantUuid: string, index: number): Ticket => {
  const state = mix[index % mix.length] ?? 'pending'
  const decided = state === 'pending' || state === 'withdrawn' ? [] : [0, 1]
  const at = 1_700_000_000_000 + index * 60_000
  const ofRoles = tenantUuid === largeTenant && index < OF_ROLES
  const first = ofRoles ? largeRoles[Math.floor(index / 10) % largeRoles.length] : undefined
  const steps = [step(tenantUuid, first ?? 'operations'), step(tenantUuid, 'finance')]
  const plan = { processUuid: SYSTEM, processName: '两步', processVersion: 1, steps }
  const votes = decided.map((at_) => ({
    step: at_,
    by: { userUuid: `approver-${at_}`, userName: 'Zhao', tenantUuid, tenantName: tenantUuid },
    onBehalfOf: null,
    says: 'pass' as const,
    fills: [0],
    at,
    reason: '',
  }))
  const ticket = {
    uuid: randomUUID(),
    version: 2,
    createdAt: at,
    deleted: false,
    applicant: {
      userUuid: `applicant-${index % 3}`,
      userName: 'Lin',
      tenantUuid,
      tenantName: tenantUuid,
      role: '租户',
    },
    info,
    processName: '两步',
    detailUuid: randomUUID(),
    plan,
    round: { ...beginRound(plan, at), votes, done: decided },
    deciders: decided.map((at_) => `${tenantUuid} approver-${at_}`),
    cc: [],
    urged: null,
    confirmed: false,
    returned: false,
    image: null,
    fulfilment: null,
    submissions: 1,
    last: { type: 'ticket.submitted' as const, userName: 'Lin', at },
    bytes: 0,
    draftBytes: 0,
  }
  return { ...ticket, state }
}

const BATCH = 500

/**
 * Fills a database with tickets as the lists see them (their histories are left empty): one tenant has `large` of them,
 * the others share the rest, ninety each. `from`: so many are there already.
 */
export const fill = async (store: Store, total: number, large: number, from = 0): Promise<void> => {
  const tickets = ticketsOf(store)
  let batch: TicketDocument[] = []
  const flush = async () => {
    if (batch.length > 0) await tickets.insertMany(batch, { ordered: false, writeConcern: { w: 1, journal: false } })
    batch = []
  }
  for (let made = from; made < total; made++) {
    const others = made - large
    const tenantUuid = others < 0 ? largeTenant : `tenant-${1 + Math.floor(others / 90)}`
    const one = ticket(tenantUuid, others < 0 ? made : others % 90)
    const document: TicketDocument = {
      _id: one.uuid,
      version: one.version,
      relayed: one.version,
      history: [],
      answered: [],
      ...ticketAggregate.fields(one),
    }
    batch.push(document)
    if (batch.length === BATCH) await flush()
  }
  await flush()
}
