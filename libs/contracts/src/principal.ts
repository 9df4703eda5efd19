import { z } from 'zod'
import { shownLine } from './fields.ts'
import { OpaqueId, SYSTEM, UserId } from './ids.ts'
import { fulfillableTypes, type TicketTypeCode, ticketTypeCodes } from './ticketTypes.ts'

/** A name as people are shown it, whatever a token has shown: a name is no reason to refuse a caller. */
const shownName = z.string().max(256).overwrite(shownLine)

/** A role as the token shows it. Whose role it is follows from the token's tenant. */
const Role = z.object({ uuid: OpaqueId, name: shownName })
export type Role = z.infer<typeof Role>

/**
 * The verified caller, as it travels in every command and query (contract §2, decision 9). Services decide on these
 * rights as they were when the command was accepted.
 */
export const Principal = z.object({
  userUuid: UserId,
  userName: shownName,
  tenantUuid: OpaqueId,
  tenantName: shownName,
  roles: z.array(Role).max(200),
  /** The types that a fulfiller is for; left out: all. */
  fulfils: z.array(z.enum(ticketTypeCodes)).optional(),
})
export type Principal = z.infer<typeof Principal>

/** Who did something, as histories keep it; the system itself is null there. */
export interface Actor {
  readonly userUuid: string
  readonly userName: string
  readonly tenantUuid: string
  readonly tenantName: string
}

export const actorOf = ({ userUuid, userName, tenantUuid, tenantName }: Principal): Actor => ({
  userUuid,
  userName,
  tenantUuid,
  tenantName,
})

/** Who owns a step: a role in a tenant. */
export interface Owner {
  readonly tenantUuid: string
  readonly roleUuid: string
}

/** An owner as one text, for indexes and comparisons. Ids hold no blank, so the spelling is unambiguous. */
export const ownerKey = (owner: Owner): string => `${owner.tenantUuid} ${owner.roleUuid}`

/** A user as one text: user ids are only unique with their tenant as far as rights go. Neither id holds a blank. */
export const userKey = (user: { readonly tenantUuid: string; readonly userUuid: string }): string =>
  `${user.tenantUuid} ${user.userUuid}`

/** True when the caller holds that role, in that role's own tenant (contract §3, visibility). */
export const holds = (principal: Principal, owner: Owner): boolean =>
  principal.tenantUuid === owner.tenantUuid && principal.roles.some((role) => role.uuid === owner.roleUuid)

/** 超级管理员: role `system` in tenant `system` (contract §2). */
export const isSuperAdministrator = (principal: Principal): boolean =>
  holds(principal, { tenantUuid: SYSTEM, roleUuid: SYSTEM })

/** 执行方: role `fulfiller` in tenant `system`, a program that does what was approved (contract §2). */
export const isFulfiller = (principal: Principal): boolean =>
  holds(principal, { tenantUuid: SYSTEM, roleUuid: 'fulfiller' })

/** The types that the caller fulfils; none unless a fulfiller. */
export const fulfilledBy = (principal: Principal): readonly TicketTypeCode[] => {
  if (!isFulfiller(principal)) return []
  const { fulfils } = principal
  return fulfils === undefined ? fulfillableTypes : fulfillableTypes.filter((type) => fulfils.includes(type))
}

/** 租户管理员 of a tenant: the role whose uuid is the tenant's own (contract §2). */
export const isTenantAdministrator = (principal: Principal, tenantUuid: string): boolean =>
  holds(principal, { tenantUuid, roleUuid: tenantUuid })
