import { userKey } from '@gongdan/contracts'
import { type FlowStep, peopleIn, type Seat, type Vote } from './flow.ts'

/** For each seat, by index, the index of what takes it; undefined for one that is free. */
type Seating = readonly (number | undefined)[]

/**
 * The largest assignment of takers to seats, each taker to one of the seats they could take (Kuhn's algorithm). Takers keep
 * having a seat, though not the same one, when more come after them.
 */
export const assignSeats = (takers: readonly (readonly number[])[], seats: number): Seating => {
  const taken: (number | undefined)[] = Array.from({ length: seats })
  const place = (taker: number, tried: Set<number>): boolean =>
    (takers[taker] ?? []).some((index) => {
      if (index >= seats || tried.has(index)) return false
      tried.add(index)
      const holder = taken[index]
      if (holder !== undefined && !place(holder, tried)) return false
      taken[index] = taker
      return true
    })
  for (const taker of takers.keys()) place(taker, new Set())
  return taken
}

const countSeated = (takers: readonly (readonly number[])[], seats: number): number =>
  assignSeats(takers, seats).filter((taker) => taker !== undefined).length

const fillsOf = (votes: readonly Vote[]): readonly (readonly number[])[] => votes.map(({ fills }) => fills)

/** Whether the votes of a step all have a seat, each a different one. */
export const allSeated = ({ seats }: FlowStep, votes: readonly Vote[]): boolean =>
  countSeated(fillsOf(votes), seats.length) === votes.length

/** The seats, by index, through which one more person would find a place. Only their owners are asked. */
export const openSeats = ({ seats }: FlowStep, votes: readonly Vote[]): readonly number[] => {
  // While a step has no vote, one more person always finds a free seat.
  if (votes.length === 0) return [...seats.keys()]
  const takers = fillsOf(votes)
  const now = countSeated(takers, seats.length)
  return [...seats.keys()].filter((index) => countSeated([...takers, [index]], seats.length) > now)
}

/**
 * How many different people could have a seat at most, those who voted among them: some holder of a role may always come, a
 * named person comes once, and the applicant (a user uuid, whatever the tenant) never.
 */
export const mostSeated = (seats: readonly Seat[], votes: readonly Vote[], applicantUser: string): number => {
  const present = peopleIn(votes)
  const byRole: number[][] = []
  const byName = new Map<string, number[]>()
  for (const [index, { owners }] of seats.entries()) {
    if (owners.some(({ kind }) => kind === 'role')) byRole.push([index])
    for (const owner of owners) {
      if (owner.kind === 'role' || owner.userUuid === applicantUser || present.has(userKey(owner))) continue
      byName.set(userKey(owner), [...(byName.get(userKey(owner)) ?? []), index])
    }
  }
  return countSeated([...fillsOf(votes), ...byName.values(), ...byRole], seats.length)
}

const votesFor = (votes: readonly Vote[]): number => votes.filter(({ says }) => says === 'pass').length

/** Whether different people could still give the step the votes that it needs. */
export const completable = ({ seats, need }: FlowStep, votes: readonly Vote[], applicantUser: string): boolean =>
  votesFor(votes) + mostSeated(seats, votes, applicantUser) - votes.length >= need

/** What the votes of a step have come to. */
export const verdictOf = (
  step: FlowStep,
  votes: readonly Vote[],
  applicantUser: string,
): 'open' | 'passed' | 'overruled' => {
  if (step.veto && votes.some(({ says }) => says === 'overrule')) return 'overruled'
  if (votesFor(votes) >= step.need) return 'passed'
  return completable(step, votes, applicantUser) ? 'open' : 'overruled'
}
