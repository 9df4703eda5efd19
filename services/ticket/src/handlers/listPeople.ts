import {
  type ListRoles,
  type ListUsers,
  ownerKey,
  type Principal,
  type RoleListData,
  type UserListData,
} from '@gongdan/contracts'
import { isShownPeopleOf } from '../domain/authorize.ts'
import { builtInProcess } from '../domain/plan.ts'
import type { Definitions, People } from '../domain/ports.ts'
import { rolesOfTenant } from '../domain/roles.ts'

/** Whose roles and people the caller is shown; null: none. A tenant in a request only narrows (contract §2). */
const tenantShown = (principal: Principal, asked: string | null): string | null => {
  const tenantUuid = asked ?? principal.tenantUuid
  return isShownPeopleOf(principal, tenantUuid) ? tenantUuid : null
}

const nothing = { total_count: 0, list: [] }

/** role.list: the roles of a tenant, as tokens have shown them and as its processes name them (contract §5). */
export const listRoles =
  (people: Pick<People, 'rolesOf' | 'roleNames' | 'countHolders'>, definitions: Pick<Definitions, 'rolesOf'>) =>
  async ({ principal, tenantUuid: asked, pageNum, pageSize }: ListRoles): Promise<RoleListData> => {
    const tenantUuid = tenantShown(principal, asked)
    if (tenantUuid === null) return nothing
    const [held, defined] = await Promise.all([people.rolesOf(tenantUuid), definitions.rolesOf(tenantUuid)])
    const tenantName = tenantUuid === principal.tenantUuid ? principal.tenantName : ''
    const steps = [...defined, ...builtInProcess({ tenantUuid, tenantName }).steps]
    const roles = rolesOfTenant(tenantUuid, held, steps)
    const shown = roles.slice((pageNum - 1) * pageSize, pageNum * pageSize)
    const ofOthers = shown.filter((role) => role.tenantUuid !== tenantUuid)
    const [names, counts] = await Promise.all([
      people.roleNames(ofOthers),
      Promise.all(ofOthers.map(async (role) => [ownerKey(role), await people.countHolders(role)] as const)),
    ])
    const holders = new Map(counts)
    return {
      total_count: roles.length,
      list: shown.map((role) => ({
        tenant_uuid: role.tenantUuid,
        tenant_name: role.tenantName,
        role_uuid: role.roleUuid,
        role_name: names.get(ownerKey(role)) ?? role.roleName,
        holder_count: holders.get(ownerKey(role)) ?? role.holders,
      })),
    }
  }

/** user.list: the people of a tenant by name, all or those who hold a role (contract §5). */
export const listUsers =
  (people: Pick<People, 'list'>) =>
  async ({ principal, tenantUuid: asked, roleUuid, pageNum, pageSize }: ListUsers): Promise<UserListData> => {
    const tenantUuid = tenantShown(principal, asked)
    if (tenantUuid === null) return nothing
    const page = { tenantUuid, roleUuid, skip: (pageNum - 1) * pageSize, limit: pageSize }
    const { total, people: found } = await people.list(page)
    return {
      total_count: total,
      list: found.map(({ userUuid, userName }) => ({
        tenant_uuid: tenantUuid,
        user_uuid: userUuid,
        user_name: userName,
      })),
    }
  }
