import { z } from 'zod'

/** A key that may sign. With a token it is a temporary key, valid until `expiresAt` (seconds since 1970) if given. */
export const Credential = z.strictObject({
  secretId: z
    .string()
    .min(1)
    .regex(/^[^/]+$/),
  secretKey: z.string().min(1),
  token: z.string().min(1).optional(),
  expiresAt: z.number().optional(),
})
export type Credential = z.infer<typeof Credential>
