import type { Subject } from '../../deploy/local/issuer.ts'

/** The tenant that the journeys happen in. */
export const tenant = { tenant: 'acme', tenantName: '顶点公司' }

/** Who approves: the owners of the first and of the second step. */
export const roles = {
  first: { uuid: 'acme-department', name: '部门审批' },
  second: { uuid: 'acme-resources', name: '资源审批' },
}

/** The people who take part, by their part. */
export const people = {
  administrator: { user: 'zhao', name: '赵', ...tenant, roles: [{ uuid: tenant.tenant, name: '租户管理员' }] },
  applicant: { user: 'lin', name: '林', ...tenant, roles: [{ uuid: 'acme-developer', name: '开发' }] },
  firstApprover: { user: 'qian', name: '钱', ...tenant, roles: [roles.first] },
  secondApprover: { user: 'sun', name: '孙', ...tenant, roles: [roles.second] },
  thirdApprover: { user: 'zhou', name: '周', ...tenant, roles: [roles.first, roles.second] },
  stranger: { user: 'li', name: '李', tenant: 'globex', tenantName: '环球公司', roles: [{ uuid: 'globex', name: '' }] },
} as const satisfies Readonly<Record<string, Subject>>

export type Person = keyof typeof people

/** A step of a process as process/create takes it. */
export const step = (role: { readonly uuid: string; readonly name: string }) => ({
  tenant_uuid: tenant.tenant,
  tenant_name: tenant.tenantName,
  role_uuid: role.uuid,
  role_name: role.name,
})
