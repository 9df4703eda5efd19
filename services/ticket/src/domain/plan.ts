import { holds, type Principal, type Step, SYSTEM } from '@gongdan/contracts'
import type { Plan } from './ticket.ts'

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
      roleName: '租户管理员',
    },
    { tenantUuid: SYSTEM, tenantName: SYSTEM, roleUuid: SYSTEM, roleName: '超级管理员' },
  ],
})

/** Copies a process for one round: the steps whose role the applicant holds are skipped, except the last remaining one. */
export const makePlan = (definition: Definition, applicant: Principal): Plan => {
  const holdsAll = definition.steps.every((step) => holds(applicant, step))
  const last = definition.steps.length - 1
  return {
    processUuid: definition.processUuid,
    processName: definition.name,
    processVersion: definition.version,
    steps: definition.steps.map((step, index) => ({
      ...step,
      skipped: holds(applicant, step) && !(holdsAll && index === last),
    })),
  }
}
