import { type Actor, actorOf, type Principal, userKey } from '@gongdan/contracts'
import { type FlowStep, ownsSeat, peopleIn, type Round, type Vote, votesIn } from './flow.ts'
import { activeSteps } from './progress.ts'
import { openSeats } from './seating.ts'

/** A person with the roles by which they own seats: a caller, or the absent person whose delegate the caller is. */
export type Voter = Pick<Principal, 'tenantUuid' | 'tenantName' | 'userUuid' | 'userName' | 'roles'>

/** In which step a person may vote now, for whom, and which of its seats they could take. */
export interface Place {
  readonly step: FlowStep
  readonly onBehalfOf: Actor | null
  readonly fills: readonly number[]
}

const seatsOf = (person: Voter, { seats }: FlowStep): readonly number[] =>
  [...seats.keys()].filter((index) => seats[index] !== undefined && ownsSeat(person, seats[index]))

/**
 * Where a caller may vote: in the given step, or in the first active one with an open seat of theirs; for themselves if they
 * can, else for the first absent person of whom they are the delegate. 'voted': they already have; 'none': no open seat is
 * theirs. The applicant is neither caller nor absent: that is checked before (contract §3, 3004).
 */
export const placeOf = (
  round: Round,
  caller: Voter,
  absent: readonly Voter[],
  stepId: number | null,
): Place | 'voted' | 'none' => {
  const steps = activeSteps(round).filter(({ id }) => stepId === null || id === stepId)
  const hasVoted = (step: FlowStep): boolean => peopleIn(votesIn(round, step.id)).has(userKey(caller))
  const places = steps.filter((step) => !hasVoted(step)).flatMap((step) => placesIn(round, step, caller, absent))
  const [place] = [...places.filter(({ onBehalfOf }) => onBehalfOf === null), ...places]
  return place ?? (steps.some(hasVoted) ? 'voted' : 'none')
}

const placesIn = (round: Round, step: FlowStep, caller: Voter, absent: readonly Voter[]): readonly Place[] => {
  const votes = votesIn(round, step.id)
  const open = new Set(openSeats(step, votes))
  const present = peopleIn(votes)
  return [caller, ...absent.filter((person) => !present.has(userKey(person)))].flatMap((person) => {
    const fills = seatsOf(person, step)
    if (!fills.some((index) => open.has(index))) return []
    return [{ step, onBehalfOf: person === caller ? null : actorOf({ ...person, roles: [...person.roles] }), fills }]
  })
}

/** An open seat of a step whose turn it is. */
export interface OpenSeat {
  readonly step: FlowStep
  /** Its index in the step. */
  readonly seat: number
  readonly owners: FlowStep['seats'][number]['owners']
}

/** The open seats of a step, or of all whose turn it is, in the order of the plan. */
export const openSeatsIn = (round: Round, stepId: number | null): readonly OpenSeat[] =>
  activeSteps(round)
    .filter(({ id }) => stepId === null || id === stepId)
    .flatMap((step) =>
      openSeats(step, votesIn(round, step.id)).map((seat) => ({ step, seat, owners: step.seats[seat]?.owners ?? [] })),
    )

/** The vote of a caller at their place. */
export const voteAt = (
  { step, onBehalfOf, fills }: Place,
  caller: Voter,
  { says, reason, at }: Pick<Vote, 'says' | 'reason' | 'at'>,
): Vote => ({
  step: step.id,
  by: actorOf({ ...caller, roles: [...caller.roles] }),
  onBehalfOf,
  says,
  fills,
  at,
  reason,
})
