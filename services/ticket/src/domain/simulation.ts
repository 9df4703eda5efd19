import {
  type PlanWarning,
  type Principal,
  type SeatOwner,
  type SimulateData,
  type Step,
  seatOwnerKey,
} from '@gongdan/contracts'
import { type FlowStep, settingsOf } from '@gongdan/flow'
import { beginRound } from './plan.ts'
import type { Planned } from './planFor.ts'
import { stepsView } from './stepsView.ts'
import { ownerShown } from './ticket.ts'

/** What is known of an owner of a seat: how many people there are beside the applicant, and the names of some of them. */
export interface KnownOwner {
  readonly count: number
  readonly names: readonly string[]
  /** Whether the applicant is one of them. */
  readonly isApplicantToo: boolean
}

const warning = (step_key: string, code: PlanWarning['code'], message: string, message_cn: string): PlanWarning => ({
  step_key,
  code,
  message,
  message_cn,
})

/** Most names that are shown of a seat. */
const SHOWN = 5

/** The plan of a submission in words: why each step is as it is, and what will make it hard to pass (contract §4, simulate). */
export const simulationOf = (
  { plan, rule }: Planned,
  defined: readonly Step[],
  applicant: Principal,
  knownOf: ReadonlyMap<string, KnownOwner>,
): SimulateData => {
  const round = beginRound(plan, 0)
  const steps = stepsView({ state: 'pending', round, applicant: { ...applicant, role: '' } })
  const wanted = round.steps.filter(({ id, skipped }) => skipped === null && defined[id] !== undefined)
  return {
    auto_pass: rule !== null,
    why: rule ?? '',
    steps: steps.map((shown, index) => {
      const step = round.steps[index] as FlowStep
      const [why, why_cn] = reasonOf(step, defined[step.id])
      return {
        ...shown,
        why,
        why_cn,
        seats: shown.seats.map((seat, at) => ({ ...seat, ...knownOfSeat(step.seats[at]?.owners ?? [], knownOf) })),
      }
    }),
    warnings: [...wanted.flatMap((step) => warningsOf(step, knownOf)), ...unneeded(round.steps, defined, applicant)],
  }
}

const reasonOf = (step: FlowStep, defined: Step | undefined): readonly [string, string] => {
  if (defined === undefined) return ['every image ticket needs an approval of the system', '镜像工单需要系统审批']
  const { when } = settingsOf(defined, step.id)
  const failure = 'conditionFailure' in step && typeof step.conditionFailure === 'string' ? step.conditionFailure : null
  switch (step.skipped) {
    case 'applicant':
      return ['the applicant would be the only approver', '审批人即申请人，自动跳过']
    case 'condition':
      return [`the condition does not hold: ${when}`, `条件不成立：${when}`]
    case null:
      if (failure !== null) return [`the condition cannot be evaluated (${failure})`, `条件无法计算（${failure}）`]
      return when === null ? ['', ''] : [`the condition holds: ${when}`, `条件成立：${when}`]
  }
}

const knownOfSeat = (owners: readonly SeatOwner[], knownOf: ReadonlyMap<string, KnownOwner>) => {
  const known = owners.flatMap((owner) => knownOf.get(seatOwnerKey(owner)) ?? [])
  return {
    known: known.reduce((sum, { count }) => sum + count, 0),
    people: known.flatMap(({ names }) => names).slice(0, SHOWN),
  }
}

/** The warnings about a step that waits, or will: of a condition that failed, and of owners who are not known. */
export const warningsOf = (
  step: FlowStep,
  knownOf: ReadonlyMap<string, Pick<KnownOwner, 'count' | 'isApplicantToo'>>,
): readonly PlanWarning[] => {
  const failed = 'conditionFailure' in step && typeof step.conditionFailure === 'string' ? step.conditionFailure : null
  const condition =
    failed === null
      ? []
      : [
          warning(
            step.key,
            'condition_failed',
            `the condition cannot be evaluated: ${failed}`,
            `条件无法计算：${failed}`,
          ),
        ]
  const owners = new Map(step.seats.flatMap((seat) => seat.owners).map((owner) => [seatOwnerKey(owner), owner]))
  const unknown = [...owners].flatMap(([key, owner]): readonly PlanWarning[] => {
    const known = knownOf.get(key)
    if (known === undefined || known.count > 0) return []
    const { name, uuid } = ownerShown(owner)
    const who = name || uuid
    if (owner.kind === 'user') {
      return [warning(step.key, 'person_unknown', `${who} was not seen for 90 days`, `90 天内未见 ${who} 登录`)]
    }
    return known.isApplicantToo
      ? [warning(step.key, 'only_applicant', `only the applicant holds ${who}`, `只有申请人拥有 ${who} 角色`)]
      : [
          warning(
            step.key,
            'nobody_known',
            `no holder of ${who} was seen for 90 days`,
            `90 天内未见拥有 ${who} 角色的人员`,
          ),
        ]
  })
  return [...condition, ...unknown]
}

/** Where every step would be skipped, the last one stays, though the process asks for no approval by others. */
const unneeded = (
  steps: readonly FlowStep[],
  defined: readonly Step[],
  { roles, tenantUuid, userUuid }: Principal,
): readonly PlanWarning[] => {
  const left = steps.filter(({ skipped, id }) => skipped === null && defined[id] !== undefined)
  const [only] = left
  if (only === undefined || left.length > 1 || steps.length === 1) return []
  const held = new Set([
    ...roles.map(({ uuid }) => `${tenantUuid} ${uuid}`),
    seatOwnerKey({ kind: 'user', tenantUuid, tenantName: '', userUuid, userName: '' }),
  ])
  const isOwn = only.seats.every(({ owners }) => owners.some((owner) => held.has(seatOwnerKey(owner))))
  return isOwn
    ? [
        warning(
          only.key,
          'nobody_needed',
          'the process would need nobody else: its last step stays',
          '流程本无需他人审批，保留最后一步',
        ),
      ]
    : []
}
