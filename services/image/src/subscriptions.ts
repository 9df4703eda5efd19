import { imageQueries, queues, TicketEvent } from '@gongdan/contracts'
import type { ConsumeOptions } from '@gongdan/messaging'
import { type Peers, serviceQueue } from '@gongdan/service'
import type { Cloud } from './domain/cloud.ts'
import { checkImages } from './handlers/checkImages.ts'
import { type Deps, onImageRequested } from './handlers/onImageRequested.ts'

export interface SubscriptionDeps extends Deps {
  readonly peers: Peers
  /** For questions that are asked at a submission: see checkImages. */
  readonly quickCloud: Pick<Cloud, 'instanceTags' | 'privateImages'>
}

/** The queues that the image service consumes, with the handler of each message. */
export const subscriptions = ({ peers, quickCloud, ...deps }: SubscriptionDeps): readonly ConsumeOptions[] => [
  serviceQueue(peers, {
    queue: queues.imageTicketEvents,
    prefetch: 50,
    messages: { 'ticket.image-requested': TicketEvent },
    handlers: { 'ticket.image-requested': onImageRequested(deps) },
  }),
  serviceQueue(peers, {
    queue: queues.imageQueries,
    prefetch: 50,
    // A question must not wait for another one's answer.
    maxBatch: 1,
    messages: imageQueries,
    handlers: { 'image.check': checkImages({ cloud: quickCloud, now: Date.now }) },
  }),
]
