import { queues, TicketEvent } from '@gongdan/contracts'
import { type ConsumeOptions, subscription } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'
import { type Needs, onImageRequested } from './handlers/onImageRequested.ts'

/** The whole inbox of the image worker. */
export const subscriptions = (needs: Needs): readonly ConsumeOptions[] => [
  {
    queue: queues.imageTicketEvents,
    prefetch: 50,
    isUnavailable: isStoreUnavailable,
    subscriptions: { 'ticket.image-requested': subscription(TicketEvent, onImageRequested(needs)) },
  },
]
