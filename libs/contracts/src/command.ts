import { z } from 'zod'
import { Principal } from './principal.ts'

/** A command message carries 1-100 items, each with its own command id (decision 2). */
export const MAX_ITEMS = 100

/** The schema of a command whose items carry this. */
export const command = <I extends z.ZodRawShape>(item: I) =>
  z.object({
    principal: Principal,
    items: z
      .array(z.object({ commandId: z.uuid(), ...item }))
      .min(1)
      .max(MAX_ITEMS),
  })
