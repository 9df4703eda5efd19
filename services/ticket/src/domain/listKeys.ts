import {
  APPLIED_BY,
  AWAITS_FULFILMENT,
  COPIED_TO,
  EVERYTHING,
  FULFILS,
  IN_TENANT,
  seatOwnerKey,
  TURN_AFTER_VOTES,
  TURN_OF,
  userKey,
  VISIBLE_TO_OWNER,
  VISIBLE_TO_USER,
} from '@gongdan/contracts'
import { activeSteps, openSeats, peopleIn, type Seat, votesIn } from '@gongdan/flow'
import { isAwaited } from './fulfilment.ts'
import { ccOf, type Ticket } from './ticket.ts'

/** The keys under which lists find the ticket, of which `open` are the open steps. */
export const listKeysOf = (ticket: Ticket, open = openStepsOf(ticket)): readonly string[] => {
  if (ticket.deleted) return []
  const applied = `${APPLIED_BY} ${userKey(ticket.applicant)}`
  if (ticket.state === 'saved') return [applied]
  const copied = ccOf(ticket).map(seatOwnerKey)
  return [
    ...new Set([
      applied,
      ...ticket.deciders.map((decider) => `${VISIBLE_TO_USER} ${decider}`),
      ...new Set(
        [
          ...ownersOf([...ticket.round.steps.flatMap(({ seats }) => seats), { owners: ticket.round.formerOwners }]),
          ...copied,
        ].map((owner) => `${VISIBLE_TO_OWNER} ${owner}`),
      ),
      ...copied.map((owner) => `${COPIED_TO} ${owner}`),
      ...open.flatMap(({ owners, voted }) =>
        owners.map((owner) => `${voted.length === 0 ? TURN_OF : TURN_AFTER_VOTES} ${owner}`),
      ),
      ...fulfillerKeys(ticket),
      `${IN_TENANT} ${ticket.applicant.tenantUuid}`,
      EVERYTHING,
    ]),
  ]
}

/** For fulfillers: a passed ticket of their types is theirs to see, also when there is nothing left to do. */
const fulfillerKeys = (ticket: Ticket): readonly string[] => {
  if (ticket.state !== 'passed' || ticket.fulfilment === null) return []
  const { type } = ticket.info
  return [`${FULFILS} ${type}`, ...(isAwaited(ticket) ? [`${AWAITS_FULFILMENT} ${type}`] : [])]
}

const ownersOf = (seats: readonly Seat[]): readonly string[] => seats.flatMap(({ owners }) => owners.map(seatOwnerKey))

/** A step that waits for votes: the owners of its open seats (see `seatOwnerKey`), and those who voted in it (see `userKey`). */
export interface OpenStep {
  readonly owners: readonly string[]
  readonly voted: readonly string[]
}

/** The steps whose turn it is. */
export const openStepsOf = (ticket: Ticket): readonly OpenStep[] =>
  ticket.state !== 'pending'
    ? []
    : activeSteps(ticket.round).map((step) => {
        const votes = votesIn(ticket.round, step.id)
        const open = openSeats(step, votes)
        const seats = step.seats.filter((_, index) => open.includes(index))
        return { owners: [...new Set(ownersOf(seats))], voted: [...peopleIn(votes)] }
      })
