import type { ImageEvent } from '@gongdan/contracts'
import type { DomainEvent } from './events.ts'
import type { ImageFulfilment, Ticket } from './ticket.ts'

/**
 * Records progress of the image, in any state of the ticket, deleted included. An event of another request, or older than what
 * is known, changes nothing: the retry queues may bring events out of order (decision 6).
 */
export const recordImage = (event: ImageEvent, ticket: Ticket | undefined): readonly DomainEvent[] => {
  const image = ticket?.image ?? null
  if (image === null || event.request !== image.request || event.seq <= image.jobSeq) return []
  return isKnown(event, image) ? [] : [recorded(event)]
}

const isKnown = (event: ImageEvent, image: ImageFulfilment): boolean =>
  event.type === 'image.creating' && image.state === 'creating'

const recorded = (event: ImageEvent): DomainEvent => {
  const progress = { request: event.request, jobSeq: event.seq }
  switch (event.type) {
    case 'image.creating':
      return { type: 'ticket.image-creating', data: progress }
    case 'image.created':
      return { type: 'ticket.image-created', data: { ...progress, imageId: event.imageId, warning: event.warning } }
    case 'image.failed':
      return { type: 'ticket.image-failed', data: { ...progress, failure: failureOf(event) } }
    case 'image.needs-operator':
      return { type: 'ticket.image-needs-operator', data: { ...progress, failure: failureOf(event) } }
  }
}

const failureOf = ({ code, message, text, textCn }: Extract<ImageEvent, { code: string }>) => ({
  code,
  message,
  text,
  textCn,
})
