import { type Refusal, refusal, SYSTEM, type TicketInfo } from '@gongdan/contracts'
import type { FlowStep } from '@gongdan/flow'
import { isPlainPlan, stepsOf, superAdministrator } from './plan.ts'
import type { Plan, Ticket } from './ticket.ts'

/** The tag by which an instance shows whose it is. */
export interface InstanceTag {
  readonly key: string
  readonly value: string
}

/**
 * What keeps a tenant from having another tenant's instance imaged: all share one Tencent account (tencent §4.6). Either each
 * instance carries its tenant's uuid under a tag, or an approval of tenant `system` is needed.
 */
export interface ImageGuard {
  /** The tag's key; null: instances are not tagged. */
  readonly tagKey: string | null
  /** Tenants are trusted to name their own instances only, so that no approval of `system` is needed. */
  readonly trustsTenants: boolean
}

const isImage = ({ type }: TicketInfo): boolean => type === 'TENCENT_IMAGE_CREATE'

/** The details were checked before they were stored. */
const forcesPoweroff = ({ details }: TicketInfo): boolean =>
  details !== null && Object(JSON.parse(details)).force_poweroff === true

/** Whether a ticket needs an approval of tenant `system`: shutting an instance down is never a matter of trust. */
export const needsSystemStep = (info: TicketInfo, { tagKey, trustsTenants }: ImageGuard): boolean =>
  isImage(info) && tagKey === null && (!trustsTenants || forcesPoweroff(info))

/** Whether people of tenant `system` must approve: a step that only they can pass, and that no time passes or gives to others. */
const hasSystemStep = (steps: readonly FlowStep[]): boolean =>
  steps.some(
    ({ seats, skipped, due }) =>
      skipped === null &&
      due?.action !== 'pass' &&
      (due?.action !== 'escalate' || due.escalateTo?.tenantUuid === SYSTEM) &&
      seats.every(({ owners }) => owners.every(({ tenantUuid }) => tenantUuid === SYSTEM)),
  )

const systemOwner = { tenantUuid: SYSTEM, tenantName: SYSTEM, roleUuid: SYSTEM, roleName: superAdministrator }

/** The plan, with an approval of the super administrator as its last step if it needs one and has none. */
export const guarded = (plan: Plan, info: TicketInfo, guard: ImageGuard): Plan => {
  const steps = stepsOf(plan)
  if (!needsSystemStep(info, guard) || hasSystemStep(steps)) return plan
  if (isPlainPlan(plan)) return { ...plan, steps: [...plan.steps, { ...systemOwner, skipped: false }] }
  const last: FlowStep = {
    id: steps.length,
    key: SYSTEM,
    name: '',
    after: steps.map(({ id }) => id),
    seats: [{ owners: [{ kind: 'role', ...systemOwner }] }],
    need: 1,
    veto: true,
    skipped: null,
    due: null,
  }
  return { ...plan, steps: [...steps, last] }
}

/** Refuses to request an image of a ticket that was submitted while the guard was another one, and so lacks what it asks for. */
export const refuseUnguarded = ({ info, plan }: Ticket, guard: ImageGuard): Refusal | null =>
  // The plan as submitted: a seat that the system gave to a person of its own stays the system's approval.
  plan !== null && needsSystemStep(info, guard) && !hasSystemStep(stepsOf(plan))
    ? refusal(
        3002,
        'the plan of this ticket lacks an approval of the system: it must be submitted anew',
        '此工单的审批流程缺少系统审批，请重新提交',
      )
    : null

/** The tag that the instance of an image ticket must carry; null: none. */
export const requiredTag = (
  { applicant }: { readonly applicant: { readonly tenantUuid: string } },
  { tagKey }: ImageGuard,
): InstanceTag | null => (tagKey === null ? null : { key: tagKey, value: applicant.tenantUuid })
