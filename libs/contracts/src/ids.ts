import { z } from 'zod'
import { present } from './parseInput.ts'

/** Ticket, process, batch, detail and command ids. Any version of UUID; case is folded, so that one ticket has one spelling. */
export const Uuid = z.guid(present('must be a UUID')).transform((text) => text.toLowerCase())

/** User, tenant and role ids: opaque text (contract §1). */
export const OpaqueId = z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be 1-64 of A-Z a-z 0-9 . _ : -')

/** The built-in process, the tenant of super administrators and their role all bear this id (contract §2, §3 Plan). */
export const SYSTEM = 'system'

/** A process id: a UUID, or the built-in `system`. */
export const ProcessUuid = z.union([z.literal(SYSTEM), Uuid], present(`must be a UUID or ${SYSTEM}`))
