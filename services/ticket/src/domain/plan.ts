import { holds, type Principal, type ProcessSettings, plainSettings, type Step, SYSTEM } from '@gongdan/contracts'
import { beginsAfter, type FlowStep, isPlain, type PlanInput, planSteps, type Round, withBegun } from '@gongdan/flow'
import type { Plan, PlannedStep } from './ticket.ts'

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
      roleName: '租户管理员',
    },
    { tenantUuid: SYSTEM, tenantName: SYSTEM, roleUuid: SYSTEM, roleName: '超级管理员' },
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

/** Whether a plan is that of a plain process: its events are those of release 1. */
export const isPlainPlan = ({ forbid }: Plan): boolean => forbid === undefined

/** The round that begins with a plan at that moment, in unix milliseconds. */
export const beginRound = (plan: Plan, at: number): Round => {
  const round = { steps: stepsOf(plan), votes: [], done: [], begun: [] }
  return withBegun(round, beginsAfter(null, round, at))
}

/** The administrator of the applicant's tenant, as the owner of a seat. */
const administratorOf = ({ tenantUuid, tenantName }: Principal) =>
  ({ kind: 'role', tenantUuid, tenantName, roleUuid: tenantUuid, roleName: '租户管理员' }) as const

/**
 * Copies a process for one round (contract §3, Plan). Of a plain process the steps whose role the applicant holds are skipped,
 * except the last remaining one; of others see `planSteps`.
 */
export const makePlan = (definition: Definition, applicant: Principal, evaluate: PlanInput['evaluate']): Plan => {
  const { steps, settings = plainSettings } = definition
  const head = {
    processUuid: definition.processUuid,
    processName: definition.name,
    processVersion: definition.version,
  }
  if (!isPlain(steps, settings)) {
    const planned = planSteps(steps, { applicant, administrator: administratorOf(applicant), evaluate })
    return { ...head, steps: planned, forbid: settings.forbid }
  }
  const holdsAll = steps.every((step) => holds(applicant, step))
  const last = steps.length - 1
  return {
    ...head,
    steps: steps.map((step, index) => ({ ...step, skipped: holds(applicant, step) && !(holdsAll && index === last) })),
  }
}
