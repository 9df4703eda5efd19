import { checkDetails, type Principal, type Refusal, refusal, SYSTEM, type TicketInfo } from '@gongdan/contracts'
import type { DomainEvent } from './events.ts'
import { bytesAfter } from './evolve.ts'
import { builtInProcess, type Definition } from './plan.ts'
import type { Ticket } from './ticket.ts'

/** So often a ticket may be submitted: each submission is a round that stays in its history. */
const MAX_SUBMISSIONS = 200
/**
 * Bytes of history at which saving and submitting end (decision 1). The rest of the 1 MiB is for decisions, which are never
 * refused for size, for answers that are remembered, and for saves that are not yet published.
 */
const FULL_BYTES = 832 * 1024

export interface CheckedContent {
  /** With the details as they are to be stored. */
  readonly info: TicketInfo
  readonly definition: Definition
  /** `applyer_role`: the name of the caller's first role, else 租户 (contract §3). */
  readonly applicantRole: string
}

/**
 * Checks what an applicant wrote: the process must be the built-in one or one of their own tenant (3005), the details must fit
 * the type, and must not lack anything when they are `complete` (3006) (contract §3).
 */
export const checkContent = (
  info: TicketInfo,
  as: 'draft' | 'complete',
  applicant: Principal,
  definitionOf: (processUuid: string) => Definition | null,
): CheckedContent | Refusal => {
  const { processUuid, type } = info
  const definition = processUuid === SYSTEM ? builtInProcess(applicant) : definitionOf(processUuid)
  if (definition === null || definition.tenantUuid !== applicant.tenantUuid) {
    return refusal(3005, `process ${processUuid} does not exist in your tenant`)
  }
  const checked = checkDetails(type, info.details, as)
  if (!checked.fits) return refusal(3006, checked.problem)
  return {
    info: { ...info, details: checked.details },
    definition,
    applicantRole: applicant.roles[0]?.name || '租户',
  }
}

/** Refuses an event that would make the history too long; null when it fits. */
export const refuseWhenFull = (ticket: Ticket, event: DomainEvent): Refusal | null => {
  if (event.type === 'ticket.submitted' && ticket.submissions >= MAX_SUBMISSIONS) {
    return refusal(3017, `it was submitted ${MAX_SUBMISSIONS} times`)
  }
  return bytesAfter(ticket, event) > FULL_BYTES ? refusal(3017, 'it has the size of 1 MiB') : null
}
