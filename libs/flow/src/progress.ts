import type { AddedWhere, SeatOwner } from '@gongdan/contracts'
import type { Begun, FlowStep, Round, Vote } from './flow.ts'
import { allSeated, completable } from './seating.ts'

/**
 * The steps whose turn it is: not done, and all that they come after is done. In the order of the plan. A skipped step is as
 * good as done once all that it comes after is: what follows it does not begin early.
 */
export const activeSteps = ({ steps, done }: Pick<Round, 'steps' | 'done'>): readonly FlowStep[] => {
  const behind = new Set(done)
  const isBehind = (id: number): boolean => {
    if (behind.has(id)) return true
    const step = steps.find((one) => one.id === id)
    if (step === undefined || step.skipped === null || !step.after.every(isBehind)) return false
    behind.add(id)
    return true
  }
  return steps.filter(({ id, after, skipped }) => skipped === null && !behind.has(id) && after.every(isBehind))
}

/** Whether nothing is left to do: every step is done or skipped. */
export const isComplete = ({ steps, done }: Pick<Round, 'steps' | 'done'>): boolean =>
  steps.every(({ id, skipped }) => skipped !== null || done.includes(id))

/** All steps that come after a step, directly or through others. */
export const followersOf = (steps: readonly FlowStep[], id: number): ReadonlySet<number> => {
  const found = new Set<number>()
  const visit = (before: number): void => {
    for (const step of steps) {
      if (!step.after.includes(before) || found.has(step.id)) continue
      found.add(step.id)
      visit(step.id)
    }
  }
  visit(id)
  return found
}

/** The steps that a step can return to: those done before it, in the order of the plan. */
export const returnTargets = ({ steps, done }: Pick<Round, 'steps' | 'done'>, from: number): readonly number[] =>
  steps.map(({ id }) => id).filter((id) => done.includes(id) && followersOf(steps, id).has(from))

/** When a step that begins at that moment is due and reminded of. */
const beginStep = ({ id, due }: FlowStep, at: number): Begun => ({
  step: id,
  at,
  dueAt: due === null || due.in === null ? null : at + due.in * 1_000,
  remindAt: due === null ? [] : due.remindIn.map((seconds) => at + seconds * 1_000),
})

/** The steps whose turn it has become through a change, as they begin. */
export const beginsAfter = (before: Round | null, after: Round, at: number): readonly Begun[] => {
  const were = new Set(before === null ? [] : activeSteps(before).map(({ id }) => id))
  return activeSteps(after)
    .filter(({ id }) => !were.has(id))
    .map((step) => beginStep(step, at))
}

/** The round with steps that began; of a step that begins again, what was known before is replaced. */
export const withBegun = (round: Round, begins: readonly Begun[]): Round => {
  const again = new Set(begins.map(({ step }) => step))
  return { ...round, begun: [...round.begun.filter(({ step }) => !again.has(step)), ...begins] }
}

export const withVote = (round: Round, vote: Vote): Round => ({ ...round, votes: [...round.votes, vote] })

export const withDone = (round: Round, step: number): Round => ({ ...round, done: [...round.done, step] })

/** The steps that begin anew with a return: its target and all that follow it, in the order of the plan. */
export const anewFrom = (steps: readonly FlowStep[], target: number): readonly number[] => {
  const followers = followersOf(steps, target)
  return steps.map(({ id }) => id).filter((id) => id === target || followers.has(id))
}

/** The round after a return: the target and all that follows it lose their votes and begin anew; other branches go on. */
export const resetTo = (round: Round, target: number): Round => {
  const anew = new Set(anewFrom(round.steps, target))
  return {
    ...round,
    votes: round.votes.filter(({ step }) => !anew.has(step)),
    done: round.done.filter((id) => !anew.has(id)),
    begun: round.begun.filter(({ step }) => !anew.has(step)),
  }
}

/** The plan with a step added in relation to a present one. Shown behind it, but for one that comes before. */
export const addStep = (
  steps: readonly FlowStep[],
  where: AddedWhere,
  presentId: number,
  added: AddedStep,
): readonly FlowStep[] => {
  const id = Math.max(...steps.map((step) => step.id)) + 1
  return steps.flatMap((step) => {
    if (step.id === presentId) {
      const after = where === 'after' ? [presentId] : step.after
      const fresh = { ...added, id, after }
      return where === 'before' ? [fresh, { ...step, after: [id] }] : [step, fresh]
    }
    if (!step.after.includes(presentId) || where === 'before') return [step]
    const others = where === 'after' ? step.after.filter((before) => before !== presentId) : step.after
    return [{ ...step, after: [...others, id] }]
  })
}

/** What people add to a plan; its id and its place follow from where. */
export type AddedStep = Omit<FlowStep, 'id' | 'after'>

/** The round with a step added. A present step that has to wait for it begins anew then, with its votes. */
export const withAdded = (round: Round, where: AddedWhere, presentId: number, added: AddedStep): Round => ({
  ...round,
  changes: round.changes + 1,
  steps: addStep(round.steps, where, presentId, added),
  begun: where === 'before' ? round.begun.filter(({ step }) => step !== presentId) : round.begun,
})

/** The steps with other owners of one seat. */
export const withOwners = (
  steps: readonly FlowStep[],
  stepId: number,
  seatIndex: number,
  owners: readonly SeatOwner[],
): readonly FlowStep[] =>
  steps.map((step) =>
    step.id === stepId
      ? { ...step, seats: step.seats.map((seat, index) => (index === seatIndex ? { owners } : seat)) }
      : step,
  )

/** The owners of a seat; none of one that there is not. */
const ownersOf = ({ steps }: Pick<Round, 'steps'>, stepId: number, seatIndex: number): readonly SeatOwner[] =>
  steps.find(({ id }) => id === stepId)?.seats[seatIndex]?.owners ?? []

/** The round after a seat went to other owners for good: votes that could have filled it no longer can. */
export const transferSeat = (round: Round, stepId: number, seatIndex: number, owner: SeatOwner): Round => ({
  ...round,
  changes: round.changes + 1,
  formerOwners: [...round.formerOwners, ...ownersOf(round, stepId, seatIndex)],
  steps: withOwners(round.steps, stepId, seatIndex, [owner]),
  votes: round.votes.map((vote) =>
    vote.step === stepId ? { ...vote, fills: vote.fills.filter((index) => index !== seatIndex) } : vote,
  ),
})

/** Whether a step of the round still has a seat for each of its votes, and can get the votes that it needs. */
export const isPossible = (round: Round, stepId: number, applicantUser: string): boolean => {
  const step = round.steps.find(({ id }) => id === stepId)
  const votes = round.votes.filter((vote) => vote.step === stepId)
  return step !== undefined && allSeated(step, votes) && completable(step, votes, applicantUser)
}
