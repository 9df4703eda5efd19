import { z } from 'zod'
import { line, orNull } from '../fields.ts'
import type { SeatOwner } from '../flow.ts'
import { OpaqueId, UserId } from '../ids.ts'

const givenName = orNull(line(0, 256).optional())
export const roleOwner = { tenant_uuid: OpaqueId, role_uuid: OpaqueId, tenant_name: givenName, role_name: givenName }
export const userOwner = { tenant_uuid: OpaqueId, user_uuid: UserId, tenant_name: givenName, user_name: givenName }

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
