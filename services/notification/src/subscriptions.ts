import { queues, TicketEvent, ticketEventTypes, UserSeen } from '@gongdan/contracts'
import { type ConsumeOptions, subscription } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'
import type { HolderStore } from './adapters/holderStore.ts'
import { type Channel, onTicketEvent } from './handlers/onTicketEvent.ts'
import { onUserSeen } from './handlers/onUserSeen.ts'

export interface SubscriptionNeeds {
  readonly holders: HolderStore
  readonly channels: readonly Channel[]
}

/** The whole inbox of the notification service: which queues it consumes, and which handler each message has. */
export const subscriptions = (needs: SubscriptionNeeds): readonly ConsumeOptions[] => {
  const everyTicketEvent = subscription(TicketEvent, onTicketEvent(needs))
  return [
    {
      queue: queues.notificationEvents,
      prefetch: 50,
      isUnavailable: isStoreUnavailable,
      subscriptions: {
        ...Object.fromEntries(ticketEventTypes.map((type) => [type, everyTicketEvent])),
        'user.seen': subscription(UserSeen, onUserSeen(needs)),
      },
    },
  ]
}
