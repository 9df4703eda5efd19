import { SYSTEM } from '@gongdan/contracts'
import type { Creator, DefinedProcess } from './process.ts'
import type { Scope } from './rights.ts'

export const builtInName = '默认审批流程'
const tenantAdministrator = '租户管理员'
const superAdministrator = '超级管理员'

const creator: Creator = {
  userUuid: SYSTEM,
  userName: SYSTEM,
  role: superAdministrator,
  tenantUuid: SYSTEM,
  tenantName: SYSTEM,
}

/** The original API's own answer gives this time, and clients show it. */
const createdAt = 1_569_826_447_000

/** The process 默认审批流程 as it is for a tenant: its administrator first, then the super administrator (contract §3, Plan). */
export const builtInFor = (tenantUuid: string): DefinedProcess => ({
  status: 'defined',
  version: 1,
  tenantUuid: SYSTEM,
  tenantName: SYSTEM,
  name: builtInName,
  description: builtInName,
  steps: [
    { tenantUuid, tenantName: '', roleUuid: tenantUuid, roleName: tenantAdministrator },
    { tenantUuid: SYSTEM, tenantName: SYSTEM, roleUuid: SYSTEM, roleName: superAdministrator },
  ],
  creator,
  createdAt,
  updatedAt: createdAt,
})

/** Whose built-in process is shown: that of the tenant asked for, if the caller may ask, else the caller's own. */
export const builtInIn = (scope: Scope, ownTenantUuid: string): DefinedProcess =>
  builtInFor(scope.kind === 'tenant' ? scope.tenantUuid : ownTenantUuid)
