import type { Principal, Step } from '@gongdan/contracts'

/** The people and steps that the tests of this service speak of. */
export const caller = (tenantUuid: string, ...roles: readonly string[]): Principal => ({
  userUuid: `user-of-${tenantUuid}`,
  userName: `user of ${tenantUuid}`,
  tenantUuid,
  tenantName: `name of ${tenantUuid}`,
  roles: roles.map((uuid) => ({ uuid, name: `name of ${uuid}` })),
})

export const superAdministrator = caller('system', 'system')
export const administrator = caller('t1', 't1')
export const colleague = caller('t1', 'auditor')
export const stranger = caller('t2', 't2')

export const step = (tenantUuid: string, roleUuid: string): Step => ({
  tenantUuid,
  tenantName: '',
  roleUuid,
  roleName: '',
})

export const processUuid = 'ba452aa0-b1c5-41d5-97ce-be07ebe0a749'
