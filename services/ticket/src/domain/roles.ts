import { type Owner, ownerKey, type Step } from '@gongdan/contracts'
import type { KnownRole } from './ports.ts'

/**
 * The roles of a tenant, each once: those that its people hold, and those that its processes name, of other tenants too. The
 * tenant's own come first, by name. Roles of other tenants are told apart here only: their names are as the processes give
 * them, and their holders are not known.
 */
export const rolesOfTenant = (
  tenantUuid: string,
  held: readonly KnownRole[],
  steps: readonly Step[],
): readonly KnownRole[] => {
  const tenantName = held.find((role) => role.tenantName !== '')?.tenantName ?? ''
  const roles = new Map(held.map((role) => [ownerKey(role), role]))
  for (const step of steps) {
    const known = roles.get(ownerKey(step)) ?? {
      tenantUuid: step.tenantUuid,
      tenantName: step.tenantUuid === tenantUuid ? tenantName : '',
      roleUuid: step.roleUuid,
      roleName: '',
      holders: 0,
    }
    roles.set(ownerKey(step), {
      ...known,
      tenantName: known.tenantName || step.tenantName,
      roleName: known.roleName || step.roleName,
    })
  }
  const rank = (role: Owner) => Number(role.tenantUuid !== tenantUuid)
  return [...roles.values()].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      compare(one.tenantUuid, other.tenantUuid) ||
      compare(one.roleName, other.roleName) ||
      compare(one.roleUuid, other.roleUuid),
  )
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))
