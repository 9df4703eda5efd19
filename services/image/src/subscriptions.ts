import { queues, TicketEvent } from '@gongdan/contracts'
import { type ConsumeOptions, subscription } from '@gongdan/messaging'
import { inbox } from '@gongdan/service'
import { type Deps, onImageRequested } from './handlers/onImageRequested.ts'

/** The queues that the image service consumes, with the handler of each message. */
export const subscriptions = (deps: Deps): readonly ConsumeOptions[] => [
  inbox({
    queue: queues.imageTicketEvents,
    prefetch: 50,
    subscriptions: { 'ticket.image-requested': subscription(TicketEvent, onImageRequested(deps)) },
  }),
]
