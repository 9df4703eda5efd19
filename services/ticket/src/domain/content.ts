import { checkDetails, type Principal, type Refusal, refusal, SYSTEM, type TicketInfo } from '@gongdan/contracts'
import { builtInProcess, type Definition } from './plan.ts'
import type { Ticket } from './ticket.ts'

/** Events and bytes of history at which saving and submitting end (decision 1). */
const FULL_EVENTS = 200
const FULL_BYTES = 8 * 1024 * 1024

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

/** Refuses to write a ticket whose history is full. */
export const refuseWhenFull = ({ version, bytes }: Ticket): Refusal | null =>
  version >= FULL_EVENTS || bytes >= FULL_BYTES ? refusal(3002, "the ticket's history is full") : null
