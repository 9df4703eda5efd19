import { type Principal, plainSettings, type TicketInfo } from '@gongdan/contracts'
import type { ConditionInput, PlanInput } from '@gongdan/flow'
import { guarded, type ImageGuard, needsSystemStep } from './imageGuard.ts'
import { type Definition, makePlan, type RoleNames } from './plan.ts'
import type { Plan } from './ticket.ts'

/** What a plan is made with beside the process, the ticket and the applicant. */
export interface PlanContext {
  readonly roleNames: RoleNames
  readonly imageGuard: ImageGuard
  /** What a condition of a process says of the ticket, or why it says nothing. */
  evaluate(condition: string, input: ConditionInput): ReturnType<PlanInput['evaluate']>
}

/** The plan of a round, and the condition by which it passes without approvals; null: it does not. */
export interface Planned {
  readonly plan: Plan
  readonly rule: string | null
}

/** The plan that a submission pins, and that a simulation shows (contract §3, Plan). */
export const planFor = (
  definition: Definition,
  info: TicketInfo,
  applicant: Principal,
  { roleNames, imageGuard, evaluate }: PlanContext,
): Planned => {
  const input = inputOf(info, applicant)
  const plan = makePlan(definition, applicant, { roleNames, evaluate: (condition) => evaluate(condition, input) })
  const { autoPass } = definition.settings ?? plainSettings
  // An image ticket that needs an approval of the system never passes by a rule.
  const result = autoPass === null || needsSystemStep(info, imageGuard) ? null : evaluate(autoPass, input)
  const passes = result !== null && 'value' in result && result.value
  return { plan: guarded(plan, info, imageGuard), rule: passes ? autoPass : null }
}

/** What conditions look at. */
const inputOf = ({ type, name, clusterUuid, details }: TicketInfo, applicant: Principal): ConditionInput => ({
  ticket: { type, name, cluster_uuid: clusterUuid },
  applicant: {
    user_uuid: applicant.userUuid,
    tenant_uuid: applicant.tenantUuid,
    roles: applicant.roles.map(({ uuid }) => uuid),
  },
  details,
})
