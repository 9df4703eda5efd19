import {
  checkOut,
  type Decision,
  type FulfilmentReport,
  type FulfilmentState,
  fulfilledBy,
  fulfilmentOfImage,
  isConfirmable,
  isFulfiller,
  isSameJson,
  type Principal,
  type Refusal,
  refusal,
  userKey,
} from '@gongdan/contracts'
import { isVisible, noSuchTicket, relationsOf } from './authorize.ts'
import type { DomainEvent } from './events.ts'
import type { Fulfilment, Report, Ticket } from './ticket.ts'

/** A fulfiller's hold on a request of a ticket for as long as its lease; no part of the history. `by` is a `userKey`. */
export interface FulfilmentClaim {
  readonly fence: number
  readonly by: string
  readonly until: Date
  readonly request?: number
  /** The command that made it. */
  readonly commandId?: string
  /** What it said of its work so far, and how much of it is done, in percent. */
  readonly progress?: Progress
}

export interface Progress extends Report {
  readonly progress: number | null
}

/** What a report or an extension names. */
export interface Claimed {
  readonly request: number
  readonly fence: number
}

/** `fulfilment_state` of contract §3: null where nothing is to be carried out. */
export const fulfilmentStateOf = ({ info, image, fulfilment }: Pick<Ticket, 'info' | 'image' | 'fulfilment'>) => {
  const state: FulfilmentState | null = image === null ? (fulfilment?.state ?? null) : fulfilmentOfImage[image.state]
  return info.type === 'FEEDBACK' ? 'none' : state
}

const isOpen = ({ state }: Fulfilment): boolean => state === 'waiting' || state === 'working'

/** Whether a fulfiller is still to do, or does, what was approved. */
export const isAwaited = ({ fulfilment }: Pick<Ticket, 'fulfilment'>): boolean =>
  fulfilment !== null && isOpen(fulfilment)

/** Whether its applicant can confirm the result, or has: by its type, or once a fulfiller is done (contract §3, Confirm). */
export const hasConfirmation = ({ info, fulfilment }: Pick<Ticket, 'info' | 'fulfilment'>): boolean =>
  isConfirmable(info.type) || fulfilment?.state === 'done'

/** What the first claim of a request leaves in the history; later ones leave nothing. */
export const beginWork = (ticket: Ticket | undefined, { request, fence }: Claimed): readonly DomainEvent[] =>
  ticket?.fulfilment?.state === 'waiting' && ticket.fulfilment.request === request
    ? [{ type: 'ticket.fulfilment-working', data: { request, fence } }]
    : []

/** Why the caller cannot claim, extend or report anything at all; null for a fulfiller. */
export const refuseUnlessFulfiller = (principal: Principal): Refusal | null =>
  isFulfiller(principal)
    ? null
    : refusal(2003, 'only a fulfiller (role fulfiller of tenant system) can do this', '只有执行方可以执行此操作')

/**
 * Why the caller may not go on with this claim; null when they may. A lease that has ended is the caller's until another claim
 * takes it.
 */
export const refuseWork = (
  principal: Principal,
  ticket: Ticket | undefined,
  claim: FulfilmentClaim | undefined,
  { request, fence }: Claimed,
): Refusal | null => {
  const refused = refuseUnlessFulfiller(principal)
  if (refused !== null) return refused
  const fulfilment = ticket?.fulfilment ?? null
  if (ticket === undefined || fulfilment === null || !isOfCaller(principal, ticket)) return noSuchTicket
  if (fulfilment.request !== request) {
    return refusal(5005, `the request is number ${fulfilment.request} by now`, `当前请求编号是 ${fulfilment.request}`)
  }
  if (!isOpen(fulfilment)) {
    return refusal(5005, `its fulfilment is ${fulfilment.state} by now`, `工单的执行已结束（${fulfilment.state}）`)
  }
  if (claim === undefined || claim.request !== request || claim.fence !== fence || claim.by !== userKey(principal)) {
    return refusal(5006, 'the claim has ended and another one was made', '该领取已失效，工单已被重新领取')
  }
  return null
}

const isOfCaller = (principal: Principal, ticket: Ticket): boolean =>
  isVisible(ticket, relationsOf(principal, ticket)) && fulfilledBy(principal).includes(ticket.info.type)

/** What a report says, with its out checked by the type's section, else 3006. */
export const checkReport = (ticket: Ticket, report: FulfilmentReport): Report | Refusal => {
  const { successCount, failedCount, failures, out, message, messageCn } = report
  const checked = out === null ? null : checkOut(ticket.info.type, out)
  if (checked !== null && !checked.fits) return refusal(3006, checked.problem)
  return { successCount, failedCount, failures, out: checked?.details ?? null, message, messageCn }
}

/** Ends a request with what its fulfiller reports; the same report once more changes nothing. */
export const endWork = (
  principal: Principal,
  ticket: Ticket | undefined,
  claim: FulfilmentClaim | undefined,
  { request, fence, report }: Claimed & { readonly report: FulfilmentReport },
): Decision<DomainEvent> => {
  const { state } = report
  if (state === 'working') throw new TypeError('a report that ends nothing')
  const refused = refuseWork(principal, ticket, claim, { request, fence })
  if (ticket !== undefined && refused?.scode === 5005 && isReported(principal, ticket, { request, fence, report }))
    return []
  if (refused !== null || ticket === undefined) return shown(refused ?? noSuchTicket)
  const said = checkReport(ticket, report)
  if ('scode' in said) return shown(said)
  const data = { request, fence, report: said }
  return [
    state === 'done'
      ? { type: 'ticket.fulfilment-done', data }
      : { type: 'ticket.fulfilment-failed', data: { ...data, state } },
  ]
}

/** Whether it was reported before, to the letter. */
const isReported = (
  principal: Principal,
  ticket: Ticket,
  { request, fence, report }: Claimed & { readonly report: FulfilmentReport },
): boolean => {
  const { fulfilment } = ticket
  if (fulfilment === null || fulfilment.by === null || userKey(fulfilment.by) !== userKey(principal)) return false
  if (fulfilment.request !== request || fulfilment.fence !== fence || fulfilment.state !== report.state) return false
  const said = checkReport(ticket, report)
  return !('scode' in said) && isSameJson(JSON.stringify(said), JSON.stringify(fulfilment.report))
}

/** A refusal as it is answered: with how the ticket stands, where the caller may see it. */
const shown = (refused: Refusal): Refusal =>
  refused === noSuchTicket || refused.scode === 2003 ? { ...refused, name: '' } : { ...refused, shows: true }
