import { type Actor, actorOf, type Principal, type TicketTypeCode, userKey } from '@gongdan/contracts'
import { type OpenSeat, openSeatsIn, ownsSeat, type Place, placeOf, type Voter } from '@gongdan/flow'
import type { PendingTicket, Ticket } from './ticket.ts'

/** An absent person for whom a caller may act now, with the roles that their newest token showed, and what of theirs that reaches. */
export interface Absent extends Voter {
  readonly delegationUuid: string
  /** Empty: tickets of every type. */
  readonly types: readonly TicketTypeCode[]
  /** Empty: tickets of every process. */
  readonly processUuids: readonly string[]
}

/**
 * Gives those for whom the caller may act. Throws where that is not known yet: then it is looked up, and the command decided again
 * (most commands need no such look-up).
 */
export type AbsentOf = () => readonly Absent[]
export const nobodyAbsent: AbsentOf = () => []

/** Those of them for whom the caller may act on this ticket: its applicant is neither of the two, in any tenant (contract §3, 3004). */
const absentFor = ({ applicant, info }: Ticket, caller: Principal, absentOf: AbsentOf): readonly Absent[] =>
  caller.userUuid === applicant.userUuid
    ? []
    : absentOf().filter(
        ({ userUuid, types, processUuids }) =>
          userUuid !== applicant.userUuid &&
          (types.length === 0 || types.includes(info.type)) &&
          (processUuids.length === 0 || processUuids.includes(info.processUuid)),
      )

/** Whether a caller sees the ticket as the delegate of someone who owns a step of it. Drafts are their applicant's alone. */
export const seesAsDelegate = (ticket: Ticket, caller: Principal, absentOf: AbsentOf): boolean => {
  const { round } = ticket
  return (
    round !== null &&
    !ticket.deleted &&
    absentFor(ticket, caller, absentOf).some((absent) =>
      round.steps.some(({ seats }) => seats.some((seat) => ownsSeat(absent, seat))),
    )
  )
}

/** For whom a caller acts; both null: for themselves. */
interface ActingFor {
  readonly onBehalfOf: Actor | null
  readonly delegationUuid: string | null
}

export type ActingPlace = Place & ActingFor

/**
 * Where a caller may vote: for themselves if they can, which needs no look-up of delegations, else for the first absent person
 * whose open seat they may take. See `placeOf`.
 */
export const actingPlace = (
  ticket: PendingTicket,
  caller: Principal,
  stepId: number | null,
  absentOf: AbsentOf,
): ActingPlace | 'voted' | 'none' => {
  const own = placeOf(ticket.round, caller, [], stepId)
  if (typeof own !== 'string') return { ...own, delegationUuid: null }
  // Who has voted in the step that they name has no other place there.
  if (own === 'voted' && stepId !== null) return own
  const absent = absentFor(ticket, caller, absentOf)
  const place = absent.length === 0 ? own : placeOf(ticket.round, caller, absent, stepId)
  if (typeof place === 'string') return place
  const { onBehalfOf } = place
  const by = absent.find((one) => onBehalfOf !== null && userKey(one) === userKey(onBehalfOf))
  return { ...place, delegationUuid: by?.delegationUuid ?? null }
}

/** The first open seat of a caller, or else of an absent person for whom they act. */
export const actingSeat = (
  ticket: PendingTicket,
  caller: Principal,
  stepId: number | null,
  absentOf: AbsentOf,
): (OpenSeat & ActingFor) | undefined => {
  const seats = openSeatsIn(ticket.round, stepId)
  const own = seats.find((seat) => ownsSeat(caller, seat))
  if (own !== undefined) return { ...own, onBehalfOf: null, delegationUuid: null }
  return absentFor(ticket, caller, absentOf)
    .flatMap((absent) => seats.filter((seat) => ownsSeat(absent, seat)).map((seat) => ({ seat, absent })))
    .map(({ seat, absent: { delegationUuid, roles, ...absent } }) => ({
      ...seat,
      onBehalfOf: actorOf({ ...absent, roles: [...roles] }),
      delegationUuid,
    }))
    .at(0)
}

/** For whom a delegate acted, as an event records it; nothing where a person acted for themselves. */
export const onBehalfOf = ({ onBehalfOf: absent, delegationUuid }: ActingFor) =>
  absent === null || delegationUuid === null ? {} : { onBehalfOf: absent, delegation: delegationUuid }
