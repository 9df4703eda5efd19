import { refusal } from '@gongdan/contracts'
import type { DomainEvent } from '../events.ts'
import { refuseUnguarded, requiredTag } from '../imageGuard.ts'
import type { Ticket } from '../ticket.ts'
import { type DecisionContext, defineAction } from './action.ts'

/** Requests a failed image again, under a higher number; one that is queued, being made or made stays as it is (contract §3). */
export const requestImage = defineAction({
  type: 'ticket.request-image',
  verb: 'request the image of the ticket',
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['passed'],
  wrongState: 5002,
  onlyType: 'TENCENT_IMAGE_CREATE',
  decide: (ticket, { context }) => {
    const { fulfilment } = ticket
    const unguarded = refuseUnguarded(ticket, context.imageGuard)
    if (unguarded !== null) return unguarded
    if (fulfilment === null) return firstRequest(ticket, context)
    if (fulfilment.state === 'needs_operator') return refusal(5003, fulfilment.failures.join('; '))
    return fulfilment.state === 'failed' ? [requested(ticket, fulfilment.request + 1, context)] : []
  },
})

/** An image ticket requests its image when it is passed. */
export const firstRequest = (ticket: Ticket, context: DecisionContext): readonly DomainEvent[] =>
  ticket.info.type === 'TENCENT_IMAGE_CREATE' ? [requested(ticket, 1, context)] : []

const requested = (ticket: Ticket, request: number, { sha256, imageGuard }: DecisionContext): DomainEvent => {
  const data = { request, detailsHash: sha256(ticket.info.details ?? '') }
  const tag = requiredTag(ticket, imageGuard)
  return { type: 'ticket.image-requested', data: tag === null ? data : { ...data, tag } }
}
