import { baseConfig, principalKeys, readConfig } from '@gongdan/service'
import { z } from 'zod'

/** What the ticket service reads from the environment. */
export const TicketConfig = z.object({
  ...baseConfig,
  ...principalKeys,
  /** Deliveries in hand at once, and the most that are decided together; 1 switches natural batching off (design decision 2). */
  COMMAND_PREFETCH: z.coerce.number().int().min(1).max(1000).default(64),
  COMMAND_BATCH: z.coerce.number().int().min(1).max(100).default(100),
})

/** The only reader of the environment; ends the process with a list of what is wrong. */
export const config = () => readConfig(TicketConfig)
