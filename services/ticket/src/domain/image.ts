import type { ImageEvent } from '@gongdan/contracts'
import type { CommandOf } from './commands.ts'
import type { TicketFact } from './facts.ts'
import type { Refusal } from './policy.ts'
import type { Fulfilment, Ticket } from './ticket.ts'

/** A passed image ticket asks for its image at once; what was approved is sealed by its hash. */
export const firstRequest = (ticket: Ticket, hashOf: (details: string) => string): readonly TicketFact[] =>
  ticket.info.type === 'TENCENT_IMAGE_CREATE' ? [requested(ticket, 1, hashOf)] : []

/** Starts again what failed, under a higher number; what runs or is done stays as it is, with success (contract §3). */
export const requestImage = (
  { hashOf }: CommandOf<'request-image'>,
  ticket: Ticket,
): readonly TicketFact[] | Refusal => {
  const { fulfilment } = ticket
  if (fulfilment === null) return firstRequest(ticket, hashOf)
  if (fulfilment.state === 'needs_operator') return { scode: 5003, desc: fulfilment.failures.join('; ') }
  return fulfilment.state === 'failed' ? [requested(ticket, fulfilment.request + 1, hashOf)] : []
}

const requested = (ticket: Ticket, request: number, hashOf: (details: string) => string): TicketFact => ({
  type: 'ticket.image-requested',
  data: { request, detailsHash: hashOf(ticket.info.details ?? '') },
})

/**
 * Records what the image worker told, in any state of the ticket, deleted included. News of another request, or older than
 * what is known, changes nothing: the retry ladder may bring events out of order (design decision 6).
 */
export const recordImageNews = (event: ImageEvent, ticket: Ticket | undefined): readonly TicketFact[] => {
  const fulfilment = ticket?.fulfilment ?? null
  if (fulfilment === null || event.request !== fulfilment.request || event.seq <= fulfilment.jobSeq) return []
  return tellsNothingNew(event, fulfilment) ? [] : [factOf(event)]
}

const tellsNothingNew = (event: ImageEvent, fulfilment: Fulfilment): boolean =>
  event.type === 'image.creating' && fulfilment.state === 'creating'

const factOf = (event: ImageEvent): TicketFact => {
  const news = { request: event.request, jobSeq: event.seq }
  switch (event.type) {
    case 'image.creating':
      return { type: 'ticket.image-creating', data: news }
    case 'image.created':
      return { type: 'ticket.image-created', data: { ...news, imageId: event.imageId, warning: event.warning } }
    case 'image.failed':
      return { type: 'ticket.image-failed', data: { ...news, failure: failureOf(event) } }
    case 'image.needs-operator':
      return { type: 'ticket.image-needs-operator', data: { ...news, failure: failureOf(event) } }
  }
}

const failureOf = ({ code, message, text, textCn }: Extract<ImageEvent, { code: string }>) => ({
  code,
  message,
  text,
  textCn,
})
