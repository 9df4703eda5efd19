import {
  isSuperAdministrator,
  isTenantAdministrator,
  type ListTickets,
  ownerKey,
  type Principal,
  userKey,
} from '@gongdan/contracts'
import { activeSteps, openSeats, type Seat, seatOwnerKey, votesIn } from '@gongdan/flow'
import type { Ticket } from './ticket.ts'

/**
 * The kinds of list keys; short, because each key of a ticket stands in an index entry of its own. Every list is an equality
 * on one indexed array: a ticket has the keys under which it is found, a caller asks by their own (decision 10).
 */
const APPLIED_BY = 'a'
/** Whose turn it is: the owner of an open seat. */
const TURN_OF = 'o'
/** Visible to a user through a decision, or to the owner of a seat. */
const VISIBLE_TO_USER = 'v u'
const VISIBLE_TO_OWNER = 'v r'
/** The applicant's tenant. */
const IN_TENANT = 't'
/** Everything but drafts. */
const EVERYTHING = '*'

/** The keys under which lists find the ticket. */
export const listKeysOf = (ticket: Ticket): readonly string[] => {
  if (ticket.deleted) return []
  const applied = `${APPLIED_BY} ${userKey(ticket.applicant)}`
  if (ticket.state === 'saved') return [applied]
  return [
    applied,
    ...ticket.deciders.map((decider) => `${VISIBLE_TO_USER} ${decider}`),
    ...new Set(
      ownersOf(ticket.round.steps.flatMap(({ seats }) => seats)).map((owner) => `${VISIBLE_TO_OWNER} ${owner}`),
    ),
    ...new Set(ownersOf(openSeatsOf(ticket)).map((owner) => `${TURN_OF} ${owner}`)),
    `${IN_TENANT} ${ticket.applicant.tenantUuid}`,
    EVERYTHING,
  ]
}

/** The keys by which a caller asks: everything they may see in that scope, and nothing else (contract §2, visibility). */
export const listKeysFor = (
  principal: Principal,
  scope: ListTickets['scope'],
  tenantUuid: string | null,
): readonly string[] => {
  const applied = `${APPLIED_BY} ${userKey(principal)}`
  const decided = `${VISIBLE_TO_USER} ${userKey(principal)}`
  switch (scope) {
    case 'applied':
      return [applied]
    case 'handled':
      return [decided]
    case 'todo':
      return ownedBy(principal).map((owner) => `${TURN_OF} ${owner}`)
    case 'all': {
      if (isSuperAdministrator(principal)) {
        return [applied, tenantUuid === null ? EVERYTHING : `${IN_TENANT} ${tenantUuid}`]
      }
      const steps = ownedBy(principal).map((owner) => `${VISIBLE_TO_OWNER} ${owner}`)
      const own = principal.tenantUuid
      return [applied, decided, ...steps, ...(isTenantAdministrator(principal, own) ? [`${IN_TENANT} ${own}`] : [])]
    }
  }
}

const ownersOf = (seats: readonly Seat[]): readonly string[] => seats.flatMap(({ owners }) => owners.map(seatOwnerKey))

/** The seats through which a further person could vote. */
const openSeatsOf = (ticket: Ticket): readonly Seat[] =>
  ticket.state !== 'pending'
    ? []
    : activeSteps(ticket.round).flatMap((step) => {
        const open = openSeats(step, votesIn(ticket.round, step.id))
        return step.seats.filter((_, index) => open.includes(index))
      })

/** As what the caller may own a seat: in person, and by each of their roles (see `seatOwnerKey`). */
const ownedBy = ({ roles, tenantUuid, userUuid }: Principal): readonly string[] => [
  ...new Set(roles.map(({ uuid }) => ownerKey({ tenantUuid, roleUuid: uuid }))),
  seatOwnerKey({ kind: 'user', tenantUuid, tenantName: '', userUuid, userName: '' }),
]
