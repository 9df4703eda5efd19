import { queues, TicketEvent } from '@gongdan/contracts'
import type { ConsumeOptions } from '@gongdan/messaging'
import { type Peers, serviceQueue } from '@gongdan/service'
import { type Deps, onImageRequested } from './handlers/onImageRequested.ts'

/** The queues that the image service consumes, with the handler of each message. */
export const subscriptions = ({ peers, ...deps }: Deps & { readonly peers: Peers }): readonly ConsumeOptions[] => [
  serviceQueue(peers, {
    queue: queues.imageTicketEvents,
    prefetch: 50,
    messages: { 'ticket.image-requested': TicketEvent },
    handlers: { 'ticket.image-requested': onImageRequested(deps) },
  }),
]
