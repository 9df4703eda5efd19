import { type SeatOwner, seatOwnerKey } from '@gongdan/contracts'
import type { Begun, FlowStep, Round } from './flow.ts'
import { activeSteps } from './progress.ts'
import { openSeats } from './seating.ts'

/** What is to happen to a step at a moment (unix milliseconds): its owners are reminded, or it is due. */
export interface Timer {
  readonly step: number
  readonly kind: 'remind' | 'due'
  readonly at: number
}

const timersOf = ({ step, dueAt, remindAt, isOverdue }: Begun): readonly Timer[] => [
  ...remindAt.map((at): Timer => ({ step, kind: 'remind', at })),
  ...(dueAt === null || isOverdue ? [] : [{ step, kind: 'due', at: dueAt } as const]),
]

/** What is known of the steps whose turn it is, as they began. */
const activeBegun = (round: Round): readonly Begun[] => {
  const active = new Set(activeSteps(round).map(({ id }) => id))
  return round.begun.filter(({ step }) => active.has(step))
}

/** The earliest timer of the steps whose turn it is; of those of one moment, reminders first. Null: none is set. */
export const nextTimer = (round: Round): Timer | null => {
  // Most rounds have no timers at all, and this is asked with every write.
  if (round.begun.every((one) => timersOf(one).length === 0)) return null
  const timers = activeBegun(round).flatMap(timersOf)
  return timers.reduce<Timer | null>((first, one) => (first === null || isBefore(one, first) ? one : first), null)
}

const isBefore = (one: Timer, other: Timer): boolean =>
  one.at < other.at || (one.at === other.at && one.kind === 'remind' && other.kind === 'due')

/** The earliest due moment of the steps whose turn it is, past or to come; null: none is due at any time. */
export const earliestDue = (round: Round): number | null => {
  if (round.begun.every(({ dueAt }) => dueAt === null)) return null
  const moments = activeBegun(round).flatMap(({ dueAt }) => dueAt ?? [])
  return moments.length === 0 ? null : Math.min(...moments)
}

/** Whether the due moment of a step whose turn it is has passed. */
export const isOverdue = (round: Round): boolean =>
  round.begun.some((one) => one.isOverdue) && activeBegun(round).some((one) => one.isOverdue)

const withBegunOf = (round: Round, step: number, change: (begun: Begun) => Begun): Round => ({
  ...round,
  begun: round.begun.map((one) => (one.step === step ? change(one) : one)),
})

/** The round after a reminder of a step: that one is gone. */
export const withReminded = (round: Round, step: number, at: number): Round =>
  withBegunOf(round, step, (begun) => ({ ...begun, remindAt: begun.remindAt.filter((moment) => moment !== at) }))

/** The round after a step's due moment. */
export const withOverdue = (round: Round, step: number): Round =>
  withBegunOf(round, step, (begun) => ({ ...begun, isOverdue: true }))

const isSame = (one: SeatOwner, other: SeatOwner): boolean => seatOwnerKey(one) === seatOwnerKey(other)

/** The open seats of a step that an escalation gives a further owner: those that the owner does not have yet. */
export const seatsToEscalate = (step: FlowStep, votes: Round['votes'], to: SeatOwner): readonly number[] =>
  openSeats(step, votes).filter((index) => !step.seats[index]?.owners.some((owner) => isSame(owner, to)))

/** The round after an escalation: seats of a step have one owner more. */
export const withFurtherOwner = (round: Round, stepId: number, seats: readonly number[], to: SeatOwner): Round => ({
  ...round,
  steps: round.steps.map((step) =>
    step.id !== stepId
      ? step
      : {
          ...step,
          seats: step.seats.map((seat, index) => (seats.includes(index) ? { owners: [...seat.owners, to] } : seat)),
        },
  ),
})
