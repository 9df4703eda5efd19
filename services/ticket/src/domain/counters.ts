import {
  isSuperAdministrator,
  isTenantAdministrator,
  type ListTickets,
  ownerKey,
  type Principal,
  type TicketStateCode,
  ticketStateCodes,
} from '@gongdan/contracts'
import { personKey } from './ticket.ts'

/** Keys of domain/listKeys that are counted a state each. Steps are not: a ticket has several, so their sums would lie. */
const isCounted = (key: string): boolean => !/^[rxe] /.test(key)

export const counterName = (key: string, state: TicketStateCode): string => `${key} ${state}`

/** Under which counters a ticket of these keys counts. */
export const countersOf = (keys: readonly string[], state: TicketStateCode): readonly string[] =>
  keys.filter(isCounted).map((key) => counterName(key, state))

/**
 * How many tickets a list has in all: the sum of `counters`, and the tickets found by the keys `elsewhere`, which are in no
 * counter of the sum; less one's own tickets that wait for one's own role.
 */
export interface Total {
  readonly counters: readonly string[]
  readonly elsewhere: readonly string[]
  readonly lessOwn: { readonly applicant: string; readonly turns: readonly string[] } | null
}

/** What to add up for a list that is narrowed by nothing but a state or the caller's tenant; null where it must be counted. */
export const totalOf = (query: ListTickets): Total | null => {
  const { principal, scope, tenantUuid, state, type, name, processUuid, start, end, cursor: _ } = query
  const narrowed = [type, name || null, processUuid, start, end].some((filter) => filter !== null)
  if (narrowed) return null
  const states = state === null ? ticketStateCodes : [state]
  const sum = (...keys: readonly string[]) => keys.flatMap((key) => states.map((one) => counterName(key, one)))
  const me = personKey(principal)
  const roles = rolesOf(principal)
  if (scope === 'all') return totalOfAll(query, me, roles, sum)
  if (tenantUuid !== null) return null
  switch (scope) {
    case 'applied':
      return { counters: sum(`a ${me}`), elsewhere: [], lessOwn: null }
    case 'handled':
      return { counters: sum(`h ${me}`), elsewhere: [], lessOwn: null }
    case 'todo': {
      const turns = roles.map((role) => `o ${role}`)
      return { counters: sum(...turns), elsewhere: [], lessOwn: { applicant: me, turns } }
    }
  }
}

const totalOfAll = (
  { principal, tenantUuid, state }: ListTickets,
  me: string,
  roles: readonly string[],
  sum: (...keys: readonly string[]) => readonly string[],
): Total | null => {
  const drafts = state === null || state === 'saved' ? [counterName(`a ${me}`, 'saved')] : []
  const own = tenantUuid === null || tenantUuid === principal.tenantUuid ? drafts : []
  if (isSuperAdministrator(principal)) {
    return { counters: [...own, ...sum(tenantUuid === null ? '*' : `t ${tenantUuid}`)], elsewhere: [], lessOwn: null }
  }
  if (!isTenantAdministrator(principal, principal.tenantUuid)) return null
  const mine = [...own, ...sum(`t ${principal.tenantUuid}`)]
  if (tenantUuid === principal.tenantUuid) return { counters: mine, elsewhere: [], lessOwn: null }
  if (tenantUuid !== null) return null
  return { counters: mine, elsewhere: [`e ${me}`, ...roles.map((role) => `x ${role}`)], lessOwn: null }
}

const rolesOf = ({ roles, tenantUuid }: Principal): readonly string[] =>
  [...new Set(roles.map((role) => role.uuid))].map((roleUuid) => ownerKey({ tenantUuid, roleUuid }))
