import { queues, TicketEvent } from '@gongdan/contracts'
import { type ConsumeOptions, subscription } from '@gongdan/messaging'
import { inbox } from '@gongdan/service'
import { type Needs, onImageRequested } from './handlers/onImageRequested.ts'

/** The whole inbox of the image worker. */
export const subscriptions = (needs: Needs): readonly ConsumeOptions[] => [
  inbox({
    queue: queues.imageTicketEvents,
    prefetch: 50,
    subscriptions: { 'ticket.image-requested': subscription(TicketEvent, onImageRequested(needs)) },
  }),
]
