import { type Actor, holds, type Principal } from '@gongdan/contracts'
import type { DueRule, FlowStep, Seat, SeatOwner } from './flow.ts'
import { mostSeated } from './seating.ts'

/** How many seats of a step must be filled: a number, or a share of the seats that are left. */
export type Need = { readonly seats: number } | { readonly percent: number } | 'any' | 'all'

/** A step as a process defines it. */
export interface DefinedStep {
  readonly key: string
  readonly name: string
  /** A role with `count` is that many seats. */
  readonly approvers: readonly { readonly owner: SeatOwner; readonly count: number }[]
  readonly need: Need
  readonly veto: boolean
  /** Keys of earlier steps; null: the one before it. */
  readonly after: readonly string[] | null
  /** Whether the step takes place, in words of conditions; null: always. */
  readonly when: string | null
  readonly due: DueRule | null
}

/** The result of a condition on the ticket: what it says, or why it could not be evaluated. */
export type Evaluate = (condition: string) => { readonly value: boolean } | { readonly failure: string }

/** What a plan is made for. */
export interface PlanInput {
  readonly applicant: Principal
  /** The administrator of the applicant's tenant, who takes the place that the applicant alone could fill. */
  readonly administrator: SeatOwner
  readonly evaluate: Evaluate
}

/** A step as planned, and why it is as it is where a condition said so. */
export interface PlannedFlowStep extends FlowStep {
  /** The failure of its condition; such a step takes place. */
  readonly conditionFailure: string | null
}

/** How many of so many seats must be filled. A number may be more than there are: a process that says so is refused. */
export const neededSeats = (need: Need, seats: number): number => {
  if (need === 'any') return 1
  if (need === 'all') return seats
  return 'seats' in need ? need.seats : Math.ceil((seats * need.percent) / 100)
}

/** At most what different people can give: without the applicant there may be fewer of them than the process thought of. */
const needOf = (need: Need, seats: readonly Seat[], applicant: Principal): number =>
  Math.min(neededSeats(need, seats.length), mostSeated(seats, [], applicant.userUuid))

const isApplicant = (owner: SeatOwner, { userUuid }: Actor): boolean =>
  owner.kind === 'user' && owner.userUuid === userUuid

const ownedByApplicant = ({ owners }: Seat, applicant: Principal): boolean =>
  owners.some((owner) => (owner.kind === 'user' ? isApplicant(owner, applicant) : holds(applicant, owner)))

/** The seats of a step that are left: of a single one none if the applicant owns it, of several those that do not name them. */
const seatsLeft = (seats: readonly Seat[], applicant: Principal): readonly Seat[] => {
  const [only] = seats
  if (only !== undefined && seats.length === 1) return ownedByApplicant(only, applicant) ? [] : seats
  return seats.filter(({ owners }) => !owners.some((owner) => isApplicant(owner, applicant)))
}

/**
 * Makes the steps of a round (contract §3, Plan), in this order: the condition of each step, the applicant's own seats, what is
 * needed of the seats that are left; a step without seats is skipped, and if nothing is left, the last step whose condition held
 * stays (the very last if none held).
 */
export const planSteps = (
  defined: readonly DefinedStep[],
  { applicant, administrator, evaluate }: PlanInput,
): readonly PlannedFlowStep[] => {
  const ids = new Map(defined.map(({ key }, index) => [key, index]))
  const steps = defined.map((step, id): PlannedFlowStep => {
    const { key, name, veto, due, when } = step
    const after = step.after === null ? (id === 0 ? [] : [id - 1]) : step.after.flatMap((one) => ids.get(one) ?? [])
    const condition = when === null ? { value: true } : evaluate(when)
    const takesPlace = 'failure' in condition || condition.value
    const seats = seatsLeft(seatsOf(step), applicant)
    return {
      id,
      key,
      name,
      after,
      seats,
      need: needOf(step.need, seats, applicant),
      veto,
      skipped: takesPlace ? (seats.length === 0 ? 'applicant' : null) : 'condition',
      due,
      conditionFailure: 'failure' in condition ? condition.failure : null,
    }
  })
  if (steps.some(({ skipped }) => skipped === null)) return steps
  const stays = steps.findLastIndex(({ skipped }) => skipped === 'applicant')
  const last = stays === -1 ? steps.length - 1 : stays
  return steps.map((step, index) => {
    const definition = defined[index]
    if (index !== last || definition === undefined) return step
    const seats = seatsOf(definition).map(({ owners }) =>
      owners.every((owner) => isApplicant(owner, applicant)) ? { owners: [...owners, administrator] } : { owners },
    )
    return { ...step, seats, need: needOf(definition.need, seats, applicant), skipped: null }
  })
}

const seatsOf = ({ approvers }: DefinedStep): readonly Seat[] =>
  approvers.flatMap(({ owner, count }) => Array.from({ length: count }, (): Seat => ({ owners: [owner] })))
