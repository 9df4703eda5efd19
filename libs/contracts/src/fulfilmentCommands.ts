import { z } from 'zod'
import { command } from './command.ts'
import { Uuid } from './ids.ts'
import { fulfilmentEnds } from './ticketStates.ts'
import { ticketTypeCodes } from './ticketTypes.ts'

/** So many tickets one claim takes, and so long, in seconds, it may keep them before it is extended. */
export const MAX_CLAIMED = 100
export const MIN_LEASE_S = 10
export const MAX_LEASE_S = 3_600

const leaseS = z.int().min(MIN_LEASE_S).max(MAX_LEASE_S)

/** What a report or an extension is about: `request` counts what people asked for, `fence` the claims of the ticket. */
const claimed = { ticketUuid: Uuid, request: z.int().min(1), fence: z.int().min(1) }

/** `types`: null takes all that the caller fulfils. `claimUuid` names the claim in its answer. */
const ClaimFulfilments = command({
  claimUuid: Uuid,
  types: z.array(z.enum(ticketTypeCodes)).nullable(),
  limit: z.int().min(1).max(MAX_CLAIMED),
  leaseS,
})
const ExtendFulfilments = command(claimed).extend({ leaseS })

/** What a fulfiller says of its work. Counts are null where it does not say; `out` is JSON text of the section's (out) fields. */
export const FulfilmentReport = z.object({
  state: z.enum(['working', ...fulfilmentEnds]),
  progress: z.int().min(0).max(100).nullable(),
  successCount: z.int().min(0).nullable(),
  failedCount: z.int().min(0).nullable(),
  failures: z.array(z.string()),
  out: z.string().nullable(),
  message: z.string(),
  messageCn: z.string(),
})
export type FulfilmentReport = z.infer<typeof FulfilmentReport>

const ReportFulfilments = command({ ...claimed, report: FulfilmentReport })

/** The commands of fulfillers, by message type; the ticket service takes them from queue `ticket.commands`. */
export const fulfilmentCommands = {
  'fulfilment.claim': ClaimFulfilments,
  'fulfilment.extend': ExtendFulfilments,
  'fulfilment.report': ReportFulfilments,
} as const
