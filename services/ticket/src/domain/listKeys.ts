import {
  APPLIED_BY,
  EVERYTHING,
  IN_TENANT,
  seatOwnerKey,
  TURN_OF,
  userKey,
  VISIBLE_TO_OWNER,
  VISIBLE_TO_USER,
} from '@gongdan/contracts'
import { activeSteps, openSeats, type Seat, votesIn } from '@gongdan/flow'
import type { Ticket } from './ticket.ts'

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

const ownersOf = (seats: readonly Seat[]): readonly string[] => seats.flatMap(({ owners }) => owners.map(seatOwnerKey))

/** The seats through which a further person could vote. */
const openSeatsOf = (ticket: Ticket): readonly Seat[] =>
  ticket.state !== 'pending'
    ? []
    : activeSteps(ticket.round).flatMap((step) => {
        const open = openSeats(step, votesIn(ticket.round, step.id))
        return step.seats.filter((_, index) => open.includes(index))
      })
