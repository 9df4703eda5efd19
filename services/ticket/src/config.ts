import { ticketTypeCodes } from '@gongdan/contracts'
import { baseConfig, historyKey } from '@gongdan/service'
import { z } from 'zod'

/** What the ticket service reads from the environment. */
export const TicketConfig = z.object({
  ...baseConfig,
  ...historyKey,
  /** Command messages in flight at once, and the most that are decided together; 1 switches natural batching off (decision 2). */
  COMMAND_PREFETCH: z.coerce.number().int().min(1).max(1000).default(64),
  COMMAND_BATCH: z.coerce.number().int().min(1).max(100).default(100),
  /** The key of the tag under which each instance carries its tenant's uuid; empty: instances are not tagged (tencent §4.6). */
  TENCENT_INSTANCE_TAG: z.string().max(127).default(''),
  /** Without a tag: true takes a tenant's word for whose instance it is, instead of an approval of tenant `system`. */
  TENCENT_TRUST_TENANTS: z
    .enum(['', 'true', 'false'])
    .default('')
    .transform((text) => text === 'true'),
  /**
   * The types that are fulfilled once they are passed, comma separated. Images always are, by the image service; the others by
   * programs that claim them (contract §3, Fulfilment).
   */
  FULFILLED_TYPES: z
    .string()
    .default('TENCENT_IMAGE_CREATE')
    .transform((text) =>
      text
        .split(',')
        .map((type) => type.trim())
        .filter((type) => type !== ''),
    )
    .pipe(z.array(z.enum(ticketTypeCodes, 'Expected codes of ticket types')))
    .refine((types) => !types.includes('FEEDBACK'), 'There is nothing to fulfil in FEEDBACK'),
})
