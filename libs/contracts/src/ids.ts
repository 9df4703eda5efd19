import { z } from 'zod'
import { inBoth, present } from './parseInput.ts'

/** Ticket, process, batch, detail and command ids. Any version of UUID; case is folded, so that one ticket has one spelling. */
export const Uuid = z.guid(present('must be a UUID', '必须是 UUID')).transform((text) => text.toLowerCase())

/**
 * User ids: what a token's `sub` says, as identity providers make it (`bob@corp.com`, `auth0|123`): printable ASCII without a
 * blank (contract §1). So a blank still ends a tenant's id and begins a user's (see `userKey`).
 */
export const UserId = z
  .string()
  .regex(
    /^[!-~]{1,255}$/,
    inBoth('must be 1-255 printable ASCII characters without a blank', '必须是 1-255 个不含空格的 ASCII 可打印字符'),
  )

/** Tenant and role ids: opaque text (contract §1). */
export const OpaqueId = z
  .string()
  .regex(
    /^[A-Za-z0-9._:-]{1,64}$/,
    inBoth('must be 1-64 of A-Z a-z 0-9 . _ : -', '必须是 1-64 个字符，只含 A-Z a-z 0-9 . _ : -'),
  )

/** The built-in process, the tenant of super administrators and their role all bear this id (contract §2, §3 Plan). */
export const SYSTEM = 'system'

/** A process id: a UUID, or the built-in `system`. */
export const ProcessUuid = z.union(
  [z.literal(SYSTEM), Uuid],
  present(`must be a UUID or ${SYSTEM}`, `必须是 UUID 或 ${SYSTEM}`),
)
