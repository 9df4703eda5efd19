import {
  checkDetails,
  isSameJson,
  type Principal,
  type Refusal,
  refusal,
  SYSTEM,
  type TicketChange,
  type TicketInfo,
} from '@gongdan/contracts'
import type { DomainEvent } from './events.ts'
import { bytesAfter } from './evolve.ts'
import { builtInProcess, type Definition } from './plan.ts'
import { blankInfo, type Ticket } from './ticket.ts'

/** So often a ticket may be submitted: each submission is a round that stays in its history. */
const MAX_SUBMISSIONS = 200
/**
 * Bytes of history at which saving and submitting end (decision 1). The rest of the 1 MiB is for decisions, which are never
 * refused for size, for answers that are remembered, and for saves that are not yet published.
 */
const FULL_BYTES = 832 * 1024

/**
 * What the ticket says after a change: what is absent stays as it is, but details of another type go (contract §3). Null: of
 * a new ticket.
 */
export const infoAfter = (ticket: Pick<Ticket, 'info'> | null, change: TicketChange): TicketInfo => {
  const before = ticket?.info ?? blankInfo
  return {
    name: change.name ?? before.name,
    type: change.type,
    reason: change.reason ?? before.reason,
    processUuid: change.processUuid ?? before.processUuid,
    clusterUuid: change.clusterUuid ?? before.clusterUuid,
    details: change.details ?? (change.type === before.type ? before.details : null),
  }
}

/** The process of that uuid, which must be the built-in one or one of the applicant's tenant, else 3005 (contract §3). */
export const findProcess = (
  processUuid: string,
  applicant: Principal,
  definitionOf: (processUuid: string) => Definition | null,
): Definition | Refusal => {
  const definition = processUuid === SYSTEM ? builtInProcess(applicant) : definitionOf(processUuid)
  return definition === null || definition.tenantUuid !== applicant.tenantUuid
    ? refusal(3005, `process ${processUuid} does not exist in your tenant`, `您的租户没有流程 ${processUuid}`)
    : definition
}

/**
 * Checks that the details fit the type, and lack nothing when they are `complete`, else 3006 (contract §3). Gives the content
 * with the details as they are to be stored.
 */
export const checkInfo = (info: TicketInfo, as: 'draft' | 'complete'): TicketInfo | Refusal => {
  const checked = checkDetails(info.type, info.details, as)
  return checked.fits ? { ...info, details: checked.details } : refusal(3006, checked.problem)
}

/** `applyer_role`: the name of the caller's first role, else 租户 (contract §3). */
export const roleOfApplicant = ({ roles }: Principal): string => roles[0]?.name || '租户'

/** Whether two contents have the same details, in whatever order their fields were written. */
const hasSameDetails = (one: TicketInfo, other: TicketInfo): boolean =>
  one.type === other.type && isSameJson(one.details ?? 'null', other.details ?? 'null')

/** Whether two contents say the same. */
export const saysTheSame = (one: TicketInfo, other: TicketInfo): boolean => {
  const fields = Object.keys(blankInfo) as (keyof TicketInfo)[]
  return hasSameDetails(one, other) && fields.every((field) => field === 'details' || one[field] === other[field])
}

/** `detail_uuid` changes when the details do (contract §3). */
export const detailUuidAfter = (ticket: Ticket | null, info: TicketInfo, fresh: () => string): string =>
  ticket !== null && hasSameDetails(ticket.info, info) ? ticket.detailUuid : fresh()

/** Refuses an event that would make the history too long; null when it fits. */
export const refuseWhenFull = (ticket: Ticket, event: DomainEvent): Refusal | null => {
  if (event.type === 'ticket.submitted' && ticket.submissions >= MAX_SUBMISSIONS) {
    return refusal(3017, `it was submitted ${MAX_SUBMISSIONS} times`, `工单已提交 ${MAX_SUBMISSIONS} 次`)
  }
  return bytesAfter(ticket, event) > FULL_BYTES ? refusal(3017, 'it has the size of 1 MiB', '工单历史已达 1 MiB') : null
}
