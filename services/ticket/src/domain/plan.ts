import { holds, ownerKey, type Principal, type Step, SYSTEM } from '@gongdan/contracts'
import type { Plan } from './ticket.ts'

const tenantAdministrator = '租户管理员'
export const superAdministrator = '超级管理员'

/** A process as the process service defined it. The built-in one has version 0. */
export interface Definition {
  readonly processUuid: string
  readonly tenantUuid: string
  readonly name: string
  readonly version: number
  readonly steps: readonly Step[]
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

/** Copies a process for one round, with the names that are known by now: the steps whose role the applicant holds are skipped, except the last remaining one. */
export const makePlan = (definition: Definition, applicant: Principal, roleNames: RoleNames): Plan => {
  const holdsAll = definition.steps.every((step) => holds(applicant, step))
  const last = definition.steps.length - 1
  return {
    processUuid: definition.processUuid,
    processName: definition.name,
    processVersion: definition.version,
    steps: definition.steps.map((step, index) => ({
      ...named(step, applicant, roleNames),
      skipped: holds(applicant, step) && !(holdsAll && index === last),
    })),
  }
}
