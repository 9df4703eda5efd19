import { holds, type Principal, type SeatOwner, type Step } from '@gongdan/contracts'
import { neededOf, seatsOf, settingsOf } from './definition.ts'
import type { FlowStep, Seat } from './flow.ts'
import { mostSeated } from './seating.ts'

/** What a plan is made for. */
export interface PlanInput {
  readonly applicant: Principal
  /** The administrator of the applicant's tenant, who takes the place that the applicant alone could fill. */
  readonly administrator: SeatOwner
  /** The result of a condition on the ticket, or why it could not be evaluated. */
  evaluate(condition: string): { readonly value: boolean } | { readonly failure: string }
}

/** A step of a new plan. */
export interface PlannedStep extends FlowStep {
  /** Why its condition could not be evaluated; such a step takes place. */
  readonly conditionFailure: string | null
}

/** At most what different people can give: without the applicant there may be fewer of them than the process thought of. */
const needOf = (need: string, seats: readonly Seat[], { userUuid }: Principal): number =>
  Math.min(neededOf(need, seats.length) ?? seats.length, mostSeated(seats, [], userUuid))

const names = (owner: SeatOwner, { userUuid }: Principal): boolean =>
  owner.kind === 'user' && owner.userUuid === userUuid

const isOwnedBy = ({ owners }: Seat, applicant: Principal): boolean =>
  owners.some((owner) => (owner.kind === 'user' ? names(owner, applicant) : holds(applicant, owner)))

/** The seats that are left: of a single one none if the applicant owns it, of several those that do not name them. */
const seatsLeft = (seats: readonly Seat[], applicant: Principal): readonly Seat[] => {
  const [only] = seats
  if (only !== undefined && seats.length === 1) return isOwnedBy(only, applicant) ? [] : seats
  return seats.filter(({ owners }) => !owners.some((owner) => names(owner, applicant)))
}

/**
 * Makes the steps of a round (contract §3, Plan), in this order: the condition of each step, the applicant's own seats, what is
 * needed of the seats that are left. A step without seats is skipped. If nothing is left, the last step whose condition held
 * stays; the very last if none held.
 */
export const planSteps = (defined: readonly Step[], input: PlanInput): readonly PlannedStep[] => {
  const { applicant, administrator, evaluate } = input
  const settings = defined.map(settingsOf)
  const ids = new Map(settings.map(({ key }, index) => [key, index]))
  const steps = settings.map((step, id): PlannedStep => {
    const { key, name, veto, due, when } = step
    const condition = when === null ? { value: true } : evaluate(when)
    const takesPlace = 'failure' in condition || condition.value
    const seats = seatsLeft(seatsOf(step), applicant)
    return {
      id,
      key,
      name,
      after: step.after === null ? (id === 0 ? [] : [id - 1]) : step.after.flatMap((one) => ids.get(one) ?? []),
      seats,
      need: needOf(step.need, seats, applicant),
      veto,
      skipped: takesPlace ? (seats.length === 0 ? 'applicant' : null) : 'condition',
      due,
      conditionFailure: 'failure' in condition ? condition.failure : null,
    }
  })
  if (steps.some(({ skipped }) => skipped === null)) return steps
  const held = steps.findLastIndex(({ skipped }) => skipped === 'applicant')
  const last = held === -1 ? steps.length - 1 : held
  return steps.map((step, index) => {
    const own = settings[index]
    if (index !== last || own === undefined) return step
    const seats = seatsOf(own).map(({ owners }) =>
      owners.every((owner) => names(owner, applicant)) ? { owners: [...owners, administrator] } : { owners },
    )
    return { ...step, seats, need: needOf(own.need, seats, applicant), skipped: null }
  })
}

/** What a condition looks at (contract §4). `details` is the JSON text of the section of the ticket's type. */
export interface ConditionInput {
  readonly ticket: { readonly type: string; readonly name: string; readonly cluster_uuid: string }
  readonly applicant: { readonly user_uuid: string; readonly tenant_uuid: string; readonly roles: readonly string[] }
  readonly details: string | null
}
