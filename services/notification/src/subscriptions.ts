import {
  notificationCommands,
  notificationQueries,
  queues,
  TicketEvent,
  ticketEventTypes,
  UserSeen,
} from '@gongdan/contracts'
import { type ConsumeOptions, type PrincipalKeys, subscription } from '@gongdan/messaging'
import { inbox, type SealKeys, signedInbox } from '@gongdan/service'
import type { DeliveryStore } from './adapters/deliveryStore.ts'
import type { FeedStore } from './adapters/feedStore.ts'
import type { HolderStore } from './adapters/holderStore.ts'
import type { LaneStore } from './adapters/laneStore.ts'
import type { SettingsStore } from './adapters/settingsStore.ts'
import type { WebhookStore } from './adapters/webhookStore.ts'
import type { Network } from './domain/address.ts'
import { createWebhook } from './handlers/createWebhook.ts'
import { deleteWebhooks } from './handlers/deleteWebhooks.ts'
import { inspectSettings } from './handlers/inspectSettings.ts'
import { inspectWebhook } from './handlers/inspectWebhook.ts'
import { listDeliveries } from './handlers/listDeliveries.ts'
import { listWebhooks } from './handlers/listWebhooks.ts'
import { type Channel, type EventChannel, onTicketEvent } from './handlers/onTicketEvent.ts'
import { onUserSeen } from './handlers/onUserSeen.ts'
import { readFeeds } from './handlers/readFeeds.ts'
import { replayDeliveries } from './handlers/replayDeliveries.ts'
import { rotateWebhook } from './handlers/rotateWebhook.ts'
import { setNotification } from './handlers/setNotification.ts'
import { updateWebhook } from './handlers/updateWebhook.ts'

export interface SubscriptionNeeds {
  readonly holders: HolderStore
  readonly channels: readonly Channel[]
  readonly eventChannels: readonly EventChannel[]
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly lanes: LaneStore
  readonly sealKeys: SealKeys
  readonly allowed: readonly Network[]
  readonly now: () => number
  readonly feeds: FeedStore
  readonly settings: SettingsStore
  readonly keys: PrincipalKeys
}

/** The whole inbox of the notification service: which queues it consumes, and which handler each message has. */
export const subscriptions = ({ keys, ...needs }: SubscriptionNeeds): readonly ConsumeOptions[] => {
  const everyTicketEvent = subscription(TicketEvent, onTicketEvent(needs))
  return [
    signedInbox(keys, {
      queue: queues.notificationCommands,
      prefetch: 20,
      subscriptions: {
        'webhook.create': subscription(notificationCommands['webhook.create'], createWebhook(needs)),
        'webhook.update': subscription(notificationCommands['webhook.update'], updateWebhook(needs)),
        'webhook.delete': subscription(notificationCommands['webhook.delete'], deleteWebhooks(needs)),
        'webhook.rotate': subscription(notificationCommands['webhook.rotate'], rotateWebhook(needs)),
        'webhook.replay': subscription(notificationCommands['webhook.replay'], replayDeliveries(needs)),
        'notification.set': subscription(notificationCommands['notification.set'], setNotification(needs)),
      },
    }),
    signedInbox(keys, {
      queue: queues.notificationQueries,
      prefetch: 20,
      subscriptions: {
        'webhook.list': subscription(notificationQueries['webhook.list'], listWebhooks(needs)),
        'webhook.inspect': subscription(notificationQueries['webhook.inspect'], inspectWebhook(needs)),
        'webhook.list-deliveries': subscription(notificationQueries['webhook.list-deliveries'], listDeliveries(needs)),
        'notification.settings': subscription(notificationQueries['notification.settings'], inspectSettings(needs)),
        'notification.feed': subscription(notificationQueries['notification.feed'], readFeeds(needs)),
      },
    }),
    inbox({
      queue: queues.notificationEvents,
      prefetch: 200,
      inOrder: true,
      // Half a dozen looks into the database, for one event or for fifty; nobody minds to hear a moment later.
      lingerMs: 100,
      subscriptions: {
        ...Object.fromEntries(ticketEventTypes.map((type) => [type, everyTicketEvent])),
        'user.seen': subscription(UserSeen, onUserSeen(needs)),
      },
    }),
  ]
}
