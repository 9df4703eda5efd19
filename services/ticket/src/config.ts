import { baseConfig, historyKey } from '@gongdan/service'
import { z } from 'zod'

/** What the ticket service reads from the environment. */
export const TicketConfig = z.object({
  ...baseConfig,
  ...historyKey,
  /** Command messages in flight at once, and the most that are decided together; 1 switches natural batching off (decision 2). */
  COMMAND_PREFETCH: z.coerce.number().int().min(1).max(1000).default(64),
  COMMAND_BATCH: z.coerce.number().int().min(1).max(100).default(100),
})
