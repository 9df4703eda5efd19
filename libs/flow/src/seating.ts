import { userKey } from '@gongdan/contracts'
import { type FlowStep, peopleIn, type Seat, type Vote } from './flow.ts'

/** For each seat, by index, the index of what takes it; undefined for one that is free. */
type Seating = readonly (number | undefined)[]

/**
 * The largest assignment of takers to seats, each taker to one of the seats they could take (Kuhn's algorithm). Takers keep
 * having a seat when more come after them, the same one while those find a free one. To move the others along each time would
 * take the square of their number.
 */
export const assignSeats = (takers: readonly (readonly number[])[], seats: number): Seating => {
  const taken: (number | undefined)[] = Array.from({ length: seats })
  const place = (taker: number, tried: Set<number>): boolean => {
    const could = takers[taker] ?? []
    const free = could.find((index) => index < seats && taken[index] === undefined)
    const found =
      free ??
      could.find((index) => {
        const holder = taken[index]
        if (holder === undefined || tried.has(index)) return false
        tried.add(index)
        return place(holder, tried)
      })
    if (found !== undefined) taken[found] = taker
    return found !== undefined
  }
  for (const taker of takers.keys()) place(taker, new Set())
  return taken
}

const countSeated = (takers: readonly (readonly number[])[], seats: number): number =>
  assignSeats(takers, seats).filter((taker) => taker !== undefined).length

const fillsOf = (votes: readonly Vote[]): readonly (readonly number[])[] => votes.map(({ fills }) => fills)

/** Whether the votes of a step all have a seat, each a different one. */
export const allSeated = ({ seats }: FlowStep, votes: readonly Vote[]): boolean =>
  countSeated(fillsOf(votes), seats.length) === votes.length

/**
 * The seats, by index, through which one more person would find a place. Only their owners are asked. One search through one
 * largest assignment finds them all, whichever it is (Berge's theorem): free seats are open, and so is a seat whose holder could
 * move to an open one. Lists ask this several times of each item.
 */
export const openSeats = ({ seats }: FlowStep, votes: readonly Vote[]): readonly number[] => {
  const seated = assignSeats(fillsOf(votes), seats.length)
  const open = new Set([...seats.keys()].filter((index) => seated[index] === undefined))
  // What is added on the way is visited too.
  for (const free of open) {
    for (const [index, taker] of seated.entries()) {
      if (taker !== undefined && !open.has(index) && votes[taker]?.fills.includes(free)) open.add(index)
    }
  }
  return [...open].sort((one, other) => one - other)
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
