import {
  type Desc,
  inEnglish,
  isFulfiller,
  isJsonObject,
  OpaqueId,
  Principal,
  parseInput,
  type Role,
  said,
  shownLine,
} from '@gongdan/contracts'
import { z } from 'zod'

/** Where a token says what a principal holds: paths of claims, in which a dot leads one level down. */
export interface ClaimPaths {
  readonly user: string
  /** Of several, the first one that holds text. */
  readonly name: readonly string[]
  readonly tenant: string
  readonly tenantName: readonly string[]
  /** Of several, all. One that ends in `?` may be absent. */
  readonly roles: readonly string[]
  /** Within a role that is an object. */
  readonly roleId: string
  readonly roleName: string
  /** The types that a fulfiller is for; all where it is absent. */
  readonly fulfils: string
  /** The tenant of everybody, instead of what tokens say. */
  readonly fixedTenant: { readonly uuid: string; readonly name: string } | null
}

/**
 * The value at a path; undefined where there is none. The name of a claim may hold dots itself (`https://example.com/roles`, a
 * client `my.app`), so each dot is tried as one that leads down.
 */
const valueAt = (claims: unknown, path: string): unknown => {
  if (!isJsonObject(claims)) return undefined
  if (Object.hasOwn(claims, path)) return claims[path]
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot)
    const found = Object.hasOwn(claims, head) ? valueAt(claims[head], path.slice(dot + 1)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const isBlank = (value: unknown): boolean => typeof value !== 'string' || shownLine(value) === ''

/** The first text at one of the paths; without one, what the last of them holds. */
const textAt = (claims: unknown, paths: readonly string[]): unknown => {
  const values = paths.map((path) => valueAt(claims, path))
  return values.find((value) => !isBlank(value)) ?? values.at(-1)
}

/** What a claim holds, where an issuer makes a list of one of it. */
const only = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value)

/** A problem of a claim, which its path begins. */
class WrongClaim extends Error {
  readonly desc: Desc
  constructor(desc: Desc) {
    super(inEnglish(desc))
    this.desc = desc
  }
}

const need = <T>(schema: z.ZodType<T>, value: unknown, ...at: readonly string[]): T => {
  const read = parseInput(schema, value, at)
  if ('problem' in read) throw new WrongClaim(read.problem)
  return read.input
}

const { userUuid, userName, tenantUuid, tenantName, roles: Roles } = Principal.shape
const Fulfils = Principal.shape.fulfils.unwrap()
const { uuid: roleUuid, name: roleShown } = Roles.element.shape

/**
 * A role as a token has it. A plain text is its id and its name: turned into another id, two roles could become one. A role
 * that is an object and has a blank name is shown by its id.
 */
const roleFrom = (role: unknown, { roleId, roleName }: ClaimPaths, ...at: readonly string[]): Role => {
  if (typeof role === 'string') {
    if (OpaqueId.safeParse(role).success) return { uuid: role, name: role }
    const [where, what] = [at.join('.'), JSON.stringify(role)]
    throw new WrongClaim(
      said(
        `${where}: ${what} cannot be a role, whose id is 1-64 of A-Z a-z 0-9 . _ : -`,
        `${where}：${what} 不能作为角色，角色编号是 1-64 个字符，只含 A-Z a-z 0-9 . _ : -`,
      ),
    )
  }
  const uuid = need(roleUuid, valueAt(role, roleId), ...at, roleId)
  return { uuid, name: need(roleShown, valueAt(role, roleName), ...at, roleName) || uuid }
}

const rolesAt = (claims: unknown, path: string, paths: ClaimPaths): readonly Role[] => {
  const name = path.replace(/\?$/, '')
  const roles = valueAt(claims, name)
  if (roles === undefined && name !== path) return []
  return need(z.array(z.unknown()), roles, name).map((role, index) => roleFrom(role, paths, name, String(index)))
}

/** What is wrong with a token's claims: the claim, by its path, and what it should be. */
export interface ClaimProblem {
  readonly problem: Desc
}

/** Who a token's claims say that its bearer is (contract §2), or which claim is wrong. */
export const principalFrom = (claims: unknown, paths: ClaimPaths): Principal | ClaimProblem => {
  const { user, name, tenant, fixedTenant } = paths
  try {
    const all = paths.roles.flatMap((path) => rolesAt(claims, path, paths))
    const found = need(Roles, all, paths.roles.join(' and '))
    const roles = found.filter(({ uuid }, index) => found.findIndex((role) => role.uuid === uuid) === index)
    const principal = {
      userUuid: need(userUuid, valueAt(claims, user), user),
      userName: need(userName, textAt(claims, name), name.join(' or ')),
      tenantUuid: fixedTenant?.uuid ?? need(tenantUuid, only(valueAt(claims, tenant)), tenant),
      tenantName:
        fixedTenant?.name ?? need(tenantName, only(textAt(claims, paths.tenantName)), paths.tenantName.join(' or ')),
      roles,
    }
    const fulfils = isFulfiller(principal) ? valueAt(claims, paths.fulfils) : undefined
    return fulfils === undefined ? principal : { ...principal, fulfils: need(Fulfils, fulfils, paths.fulfils) }
  } catch (fault) {
    if (fault instanceof WrongClaim) return { problem: fault.desc }
    throw fault
  }
}
