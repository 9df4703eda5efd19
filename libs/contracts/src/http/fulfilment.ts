import { z } from 'zod'
import { lines, object, orBlank, orNull } from '../fields.ts'
import { type FulfilmentReport, MAX_CLAIMED, MAX_LEASE_S, MIN_LEASE_S } from '../fulfilmentCommands.ts'
import { Uuid } from '../ids.ts'
import { inBoth } from '../parseInput.ts'
import { ContainerConfig } from '../sections/container.ts'
import { outcomeCounts } from '../sections/fields.ts'
import { spelledTwice } from '../sections/sections.ts'
import { fulfilmentEnds } from '../ticketStates.ts'
import { ticketTypeCodes } from '../ticketTypes.ts'
import { TicketRef } from './tickets.ts'

/** Largest `out` of a report, in bytes of JSON (contract §3). */
export const MAX_OUT_BYTES = 65_536

/** So many tickets one extension or report is about: with all that a report says, more would not fit into a body (contract §5). */
const MAX_REPORTED = 1_000

const lease = orBlank(z.int().min(MIN_LEASE_S).max(MAX_LEASE_S).default(60))

/** Body of fulfilment/claim: without types, all that the caller fulfils. `lease` in seconds. */
export const FulfilmentClaimBody = z.object({
  types: orNull(z.array(z.enum(ticketTypeCodes)).max(ticketTypeCodes.length).optional()),
  limit: orBlank(z.int().min(1).max(MAX_CLAIMED).default(10)),
  lease,
})

const claimed = {
  ticket_uuid: Uuid,
  request: z.int().min(1).max(1_000_000),
  fence: z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
}
export const FulfilmentExtendBody = z.object({ list: z.array(z.object(claimed)).min(1).max(MAX_REPORTED), lease })

const fields = z.object({
  ...claimed,
  state: z.enum(['working', ...fulfilmentEnds]),
  progress: orBlank(z.int().min(0).max(100).optional()),
  success_count: orBlank(outcomeCounts.success_count.optional()),
  failed_count: orBlank(outcomeCounts.failed_count.optional()),
  faild_info: orNull(outcomeCounts.faild_info.optional()),
  failed_info: orNull(outcomeCounts.faild_info.optional()),
  out: orNull(object.optional()),
  message: orNull(lines(0, 1_000).optional()),
  message_cn: orNull(lines(0, 1_000).optional()),
})
/** Neither it nor its `out` says a field in two spellings that differ (contract, first paragraph). */
const reported = fields.superRefine((report, context) => {
  const tell = (path: readonly string[], twice: string | undefined) => {
    if (twice === undefined) return
    const message = inBoth('is given in two spellings that differ', '用两种拼写给出且不一致')
    context.addIssue({ code: 'custom', path: [...path, twice], message })
  }
  tell([], spelledTwice(report))
  tell(['out'], spelledTwice(report.out ?? {}))
})

/** Body of fulfilment/report; `out` holds the (out) fields of the type's section, which the owner of tickets checks (3006). */
export const FulfilmentReportBody = z.object({ list: z.array(reported).min(1).max(MAX_REPORTED) })

/** A report as its command carries it. */
export const toFulfilmentReport = (input: z.infer<typeof reported>): FulfilmentReport => ({
  state: input.state,
  progress: input.progress ?? null,
  successCount: input.success_count ?? null,
  failedCount: input.failed_count ?? null,
  failures: [input.faild_info, input.failed_info].find((texts) => texts !== undefined && texts.length > 0) ?? [],
  out: input.out === undefined ? null : JSON.stringify(input.out),
  message: input.message ?? '',
  messageCn: input.message_cn ?? '',
})

const group = z.record(z.string(), z.unknown()).optional()

/**
 * A ticket that was claimed: what was approved, and nothing that came later. `details_hash` is SHA-256, in hex, of its section as
 * compact JSON; `configs` are what approvers decided along with it, in their order.
 */
export const ClaimedTicket = z.strictObject({
  ticket_uuid: z.string(),
  ticket_name: z.string(),
  ticket_type_code: z.enum(ticketTypeCodes),
  applyer_uuid: z.string(),
  applyer_name: z.string(),
  applyer_tenant_uuid: z.string(),
  applyer_tenant_name: z.string(),
  reason: z.string(),
  cluster_uuid: z.string(),
  compute: group,
  storage: group,
  network: group,
  container: group,
  common: group,
  configs: z.array(ContainerConfig),
  details_hash: z.string(),
  request: z.int(),
  fence: z.int(),
  lease_until: z.int(),
})
export type ClaimedTicket = z.infer<typeof ClaimedTicket>

/** `data` of fulfilment/claim; the list is empty as long as the answer is 202. */
export const FulfilmentClaimData = z.object({ claim_uuid: z.string(), list: z.array(ClaimedTicket) })
export type FulfilmentClaimData = z.infer<typeof FulfilmentClaimData>

/** `data` of an extension. `lease_until` in unix seconds. */
export const FulfilmentExtendData = TicketRef.extend({ lease_until: z.int().optional() })
