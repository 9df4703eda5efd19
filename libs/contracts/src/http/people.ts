import { z } from 'zod'
import { orBlank } from '../fields.ts'
import { OpaqueId } from '../ids.ts'
import { paging } from './paging.ts'

const optionalId = orBlank(OpaqueId.optional())

export const RoleListQuery = z.object({ tenant_uuid: optionalId, ...paging })
export const UserListQuery = z.object({ tenant_uuid: optionalId, role_uuid: optionalId, ...paging })

export const RoleItem = z.strictObject({
  tenant_uuid: z.string(),
  tenant_name: z.string(),
  role_uuid: z.string(),
  role_name: z.string(),
  holder_count: z.int(),
})
/** `data` of role/list (contract §5). */
export const RoleListData = z.strictObject({
  total_count: z.int(),
  list: z.array(RoleItem),
})
export type RoleListData = z.infer<typeof RoleListData>

export const UserItem = z.strictObject({ tenant_uuid: z.string(), user_uuid: z.string(), user_name: z.string() })
/** `data` of user/list (contract §5). */
export const UserListData = z.strictObject({
  total_count: z.int(),
  list: z.array(UserItem),
})
export type UserListData = z.infer<typeof UserListData>
