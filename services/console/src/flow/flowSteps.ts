import type { StepView } from '@gongdan/contracts'

/** A seat of a step: who may take it, and who did. */
export interface FlowSeat {
  readonly id: number
  /** Names of the roles and people who may take it. */
  readonly owners: readonly string[]
  readonly state: 'open' | 'filled' | 'refused'
  /** Who took it; empty while it is open. */
  readonly by: string
}

export interface FlowVote {
  readonly name: string
  /** For whom they acted; empty for themselves. */
  readonly onBehalfOf: string
  readonly action: 'pass' | 'overrule'
  readonly time: number
  readonly reason: string
}

/** A step as the picture of an approval shows it, of a ticket, of what a submission would lead to, or of a process. */
export interface FlowStep {
  readonly id: number
  readonly after: readonly number[]
  /** Empty where it has no name of its own: its owners stand for it. */
  readonly name: string
  readonly state: 'planned' | StepView['state']
  readonly skippedBy: StepView['skipped_by']
  readonly need: number
  readonly veto: boolean
  readonly seats: readonly FlowSeat[]
  readonly votes: readonly FlowVote[]
  /** When it is due, in unix seconds, or so many seconds after it began; null where it never is. */
  readonly due: { readonly at: number } | { readonly within: number } | null
  /** Names of some who may act, and how many there are; null where it is not known. */
  readonly people: { readonly names: readonly string[]; readonly count: number } | null
  /** Why it is as it is; empty where there is nothing to say. */
  readonly why: string
}

/** Whatever holds a value, none of it is changed here. */
type Shown<T> = T extends object ? { readonly [K in keyof T]: Shown<T[K]> } : T
type Seat = Shown<StepView['seats'][number]> & { readonly known?: number; readonly people?: readonly string[] }
/** A step of inspect, or of simulate, which knows more of it. */
export type ShownStep = Shown<Omit<StepView, 'seats'>> & {
  readonly seats: readonly Seat[]
  readonly why?: string
  readonly why_cn?: string
}

/** Votes against take seats too: the first that are free, for which seat it was does not matter to who looks. */
const seatsOf = (step: ShownStep): readonly FlowSeat[] => {
  const refusers = step.votes.filter(({ action }) => action === 'overrule')
  let refused = 0
  return step.seats.map(({ seat_id: id, owners, filled_by: filledBy }): FlowSeat => {
    const names = owners.map(({ name, uuid }) => (name === '' ? uuid : name))
    if (filledBy !== null) return { id, owners: names, state: 'filled', by: filledBy.user_name }
    const refuser = refusers[refused]
    if (refuser === undefined) return { id, owners: names, state: 'open', by: '' }
    refused += 1
    return { id, owners: names, state: 'refused', by: refuser.user_name }
  })
}

const peopleOf = (seats: readonly Seat[]): FlowStep['people'] => {
  if (seats.every(({ known }) => known === undefined)) return null
  const names = [...new Set(seats.flatMap(({ people }) => people ?? []))]
  return { names, count: Math.max(names.length, ...seats.map(({ known }) => known ?? 0)) }
}

/** Steps of a ticket, or of what a submission would lead to (`planned`), for the picture. */
export const toFlowSteps = (
  steps: readonly ShownStep[],
  language: 'zh' | 'en',
  isPlanned: boolean = false,
): readonly FlowStep[] =>
  steps.map((step) => ({
    id: step.step_id,
    after: step.after,
    name: step.step_name,
    state: isPlanned && step.state !== 'skipped' ? 'planned' : step.state,
    skippedBy: step.skipped_by,
    need: step.need,
    veto: step.veto,
    seats: seatsOf(step),
    votes: step.votes.map((vote) => ({
      name: vote.user_name,
      onBehalfOf: vote.on_behalf_of?.user_name ?? '',
      action: vote.action,
      time: vote.time,
      reason: vote.reason,
    })),
    due: step.due_time === null ? null : { at: step.due_time },
    people: peopleOf(step.seats),
    why: (language === 'zh' ? step.why_cn : step.why) ?? '',
  }))

const DAY = 86_400
/** How urgent a moment is: past, within four hours, within a day, later. */
export const urgencyOf = (due: number, now: number): 'overdue' | 'soon' | 'today' | 'later' => {
  if (due <= now) return 'overdue'
  if (due - now <= 4 * 3600) return 'soon'
  return due - now <= DAY ? 'today' : 'later'
}

/** The names of those who may act in a step, each once, in the order of its seats. */
export const ownersOf = ({ seats }: Pick<FlowStep, 'seats'>): readonly string[] => [
  ...new Set(seats.flatMap(({ owners }) => owners)),
]
