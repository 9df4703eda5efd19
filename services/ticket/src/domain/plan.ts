import {
  holds,
  ownerKey,
  type Principal,
  type ProcessSettings,
  plainSettings,
  type SeatOwner,
  type Step,
  SYSTEM,
} from '@gongdan/contracts'
import {
  beginsAfter,
  type FlowStep,
  isPlain,
  newRound,
  type PlanInput,
  planSteps,
  type Round,
  withBegun,
} from '@gongdan/flow'
import type { PendingTicket, Plan, PlannedStep } from './ticket.ts'

const tenantAdministrator = '租户管理员'
export const superAdministrator = '超级管理员'

/** A process as the process service defined it. The built-in one has version 0. */
export interface Definition {
  readonly processUuid: string
  readonly tenantUuid: string
  readonly name: string
  readonly version: number
  readonly steps: readonly Step[]
  /** Left out by plain processes of release 1. */
  readonly settings?: ProcessSettings
}

/** 默认审批流程: the administrator of the applicant's tenant, then the super administrator (contract §3, Plan). */
export const builtInProcess = (applicant: Pick<Principal, 'tenantUuid' | 'tenantName'>): Definition => ({
  processUuid: SYSTEM,
  tenantUuid: applicant.tenantUuid,
  name: '默认审批流程',
  version: 0,
  steps: [
    {
      tenantUuid: applicant.tenantUuid,
      tenantName: applicant.tenantName,
      roleUuid: applicant.tenantUuid,
      roleName: tenantAdministrator,
    },
    { tenantUuid: SYSTEM, tenantName: SYSTEM, roleUuid: SYSTEM, roleName: superAdministrator },
  ],
})

/** The steps of a plan, those of a plain process as what they mean: one seat for a role, after the one before. */
export const stepsOf = ({ steps }: Plan): readonly FlowStep[] =>
  steps.map((step, index) => ('seats' in step ? step : flowStepOf(step, index)))

const flowStepOf = ({ skipped, ...owner }: PlannedStep, index: number): FlowStep => ({
  id: index,
  key: String(index),
  name: '',
  after: index === 0 ? [] : [index - 1],
  seats: [{ owners: [{ kind: 'role', ...owner }] }],
  need: 1,
  veto: true,
  skipped: skipped ? 'applicant' : null,
  due: null,
})

/** The steps in the fewest words: as a plain process has them, if that is all they are. */
export const plainStepsOf = (steps: readonly FlowStep[]): Plan['steps'] => {
  const plain = steps.map(plainStepOf)
  return plain.every((step) => step !== null) ? plain : steps
}

const plainStepOf = (step: FlowStep, index: number): PlannedStep | null => {
  const { id, key, name, after, seats, need, veto, skipped, due } = step
  const [seat] = seats
  const [owner] = seat?.owners ?? []
  if (seats.length !== 1 || seat?.owners.length !== 1 || owner?.kind !== 'role') return null
  const isInLine = id === index && (index === 0 ? after.length === 0 : after.length === 1 && after[0] === index - 1)
  const saysMore =
    key !== String(index) || name !== '' || need !== 1 || !veto || due !== null || skipped === 'condition'
  if (!isInLine || saysMore) return null
  const { kind: _, ...role } = owner
  return { ...role, skipped: skipped !== null }
}

/** Whether a plan is that of a plain process. */
export const isPlainPlan = ({ forbid }: Plan): boolean => forbid === undefined

/** Whether a round follows the plan of a plain process that people have not changed: its events are those of release 1. */
export const isPlainRound = ({ plan, round }: Pick<PendingTicket, 'plan' | 'round'>): boolean =>
  isPlainPlan(plan) && round.changes === 0

/** The round that begins with a plan at that moment, in unix milliseconds. */
export const beginRound = (plan: Plan, at: number): Round => {
  const round = newRound(stepsOf(plan))
  return withBegun(round, beginsAfter(null, round, at))
}

/** The administrator of the applicant's tenant, as the owner of a seat. */
const administratorOf = ({ tenantUuid, tenantName }: Principal) =>
  ({ kind: 'role', tenantUuid, tenantName, roleUuid: tenantUuid, roleName: tenantAdministrator }) as const

/** Names of roles, by `ownerKey`, as tokens have shown them. */
export type RoleNames = ReadonlyMap<string, string>

/** A step with the names that it lacks, where they are known: from tokens, or because every tenant has such a role (contract §2). */
const named = (step: Step, applicant: Principal, roleNames: RoleNames): Step => {
  const own = applicant.tenantUuid === step.tenantUuid
  const ofToken = own ? applicant.roles.find(({ uuid }) => uuid === step.roleUuid)?.name : undefined
  const ofTenant = own ? applicant.tenantName : step.tenantUuid === SYSTEM ? SYSTEM : ''
  return {
    ...step,
    tenantName: step.tenantName || ofTenant,
    roleName: step.roleName || ofToken || roleNames.get(ownerKey(step)) || ofAdministrator(step),
  }
}

/** The name of an administrator's role, by its id; `""` for any other role. */
const ofAdministrator = ({ tenantUuid, roleUuid }: Step): string => {
  if (roleUuid !== tenantUuid) return ''
  return roleUuid === SYSTEM ? superAdministrator : tenantAdministrator
}

/** An owner with the names that it lacks; a person has them from the process service. */
const withName = (owner: SeatOwner, applicant: Principal, roleNames: RoleNames): SeatOwner =>
  owner.kind === 'role' ? { kind: 'role', ...named(owner, applicant, roleNames) } : owner

/** A step of several approvers with the names that they lack. */
const withNames = (step: Step, applicant: Principal, roleNames: RoleNames): Step => {
  if (step.settings === undefined) return named(step, applicant, roleNames)
  const approvers = step.settings.approvers.map((one) => ({ ...one, owner: withName(one.owner, applicant, roleNames) }))
  return { ...step, settings: { ...step.settings, approvers } }
}

/** What a plan is made with beside the process and the applicant. */
export interface Planning {
  readonly roleNames: RoleNames
  readonly evaluate: PlanInput['evaluate']
}

/**
 * Copies a process for one round (contract §3, Plan), with the names that are known by now. Of a plain process the steps whose
 * role the applicant holds are skipped, except the last remaining one; of others see `planSteps`.
 */
export const makePlan = (definition: Definition, applicant: Principal, { roleNames, evaluate }: Planning): Plan => {
  const { settings = plainSettings } = definition
  const steps = definition.steps.map((step) => withNames(step, applicant, roleNames))
  const head = {
    processUuid: definition.processUuid,
    processName: definition.name,
    processVersion: definition.version,
  }
  if (!isPlain(steps, settings)) {
    const planned = planSteps(steps, { applicant, administrator: administratorOf(applicant), evaluate })
    const cc = settings.cc.map((owner) => withName(owner, applicant, roleNames))
    return { ...head, steps: planned, forbid: settings.forbid, ...(cc.length > 0 && { cc }) }
  }
  const holdsAll = steps.every((step) => holds(applicant, step))
  const last = steps.length - 1
  return {
    ...head,
    steps: steps.map((step, index) => ({ ...step, skipped: holds(applicant, step) && !(holdsAll && index === last) })),
  }
}
