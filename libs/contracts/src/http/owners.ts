import { z } from 'zod'
import { line, orBlank, orNull } from '../fields.ts'
import type { SeatOwner } from '../flow.ts'
import { OpaqueId, UserId } from '../ids.ts'

const givenName = orNull(line(0, 256).optional())
export const roleOwner = { tenant_uuid: OpaqueId, role_uuid: OpaqueId, tenant_name: givenName, role_name: givenName }
const userOwner = { tenant_uuid: OpaqueId, user_uuid: UserId, tenant_name: givenName, user_name: givenName }

/** A person, and a name for one whose token showed none. */
export const NamedUser = z.object({ user_uuid: UserId, user_name: givenName })

export const RoleOwner = z.object(roleOwner)
export const UserOwner = z.object(userOwner)
/** Any holder of a role, or one person. */
export const OwnerBody = z.union([RoleOwner, UserOwner])
export type OwnerBody = z.infer<typeof OwnerBody>

export const toOwner = (body: OwnerBody): SeatOwner => {
  const tenant = { tenantUuid: body.tenant_uuid, tenantName: body.tenant_name ?? '' }
  return 'user_uuid' in body
    ? { kind: 'user', ...tenant, userUuid: body.user_uuid, userName: body.user_name ?? '' }
    : { kind: 'role', ...tenant, roleUuid: body.role_uuid, roleName: body.role_name ?? '' }
}

export const RoleApprover = z.object({ ...roleOwner, count: orBlank(z.int().min(1).max(10).optional()) })
/** Approvers of a step: so many holders of a role, or one person. */
export const ApproverBody = z.union([RoleApprover, UserOwner])

/** What `ApproverBody` gives, as commands and definitions have it. */
export const toApprover = (body: OwnerBody): { readonly owner: SeatOwner; readonly count: number } => ({
  owner: toOwner(body),
  count: 'count' in body && typeof body.count === 'number' ? body.count : 1,
})

/** What `need` of a step must be. */
export const neededWords = [
  'must be any, all, a number of approvers or a percentage',
  '必须是 any、all、人数或百分比',
] as const

/** A person, as answers show one. */
export const Person = z.strictObject({ user_uuid: z.string(), user_name: z.string() })
