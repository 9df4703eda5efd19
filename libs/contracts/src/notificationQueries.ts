import { z } from 'zod'
import { TicketNotice } from './http/notifications.ts'
import { deliveryStates } from './http/webhooks.ts'
import { OpaqueId, Uuid } from './ids.ts'
import { Principal } from './principal.ts'

const paged = { pageNum: z.int().min(1), pageSize: z.int().min(1).max(100) }

export const ListWebhooks = z.object({ principal: Principal, tenantUuid: OpaqueId.nullable(), ...paged })
export type ListWebhooks = z.infer<typeof ListWebhooks>

export const InspectWebhook = z.object({ principal: Principal, webhookUuid: Uuid })
export type InspectWebhook = z.infer<typeof InspectWebhook>

export const ListDeliveries = z.object({
  principal: Principal,
  webhookUuid: Uuid,
  state: z.enum(deliveryStates).nullable(),
  ticketUuid: Uuid.nullable(),
  ...paged,
})
export type ListDeliveries = z.infer<typeof ListDeliveries>

export const InspectSettings = z.object({ principal: Principal })
export type InspectSettings = z.infer<typeof InspectSettings>

/** What a user was told, in order: `seq` grows by one an entry while there are entries, and is the id of a live event. */
export const FeedEntry = z.object({ user: z.string(), seq: z.int().min(1), notice: TicketNotice })
export type FeedEntry = z.infer<typeof FeedEntry>

/** The caller's entries after that seq, in order, of the last 24 hours; null: none, only where the feed ends. */
export const ReadFeed = z.object({
  principal: Principal,
  after: z.int().min(0).nullable(),
  limit: z.int().min(1).max(500),
})
export type ReadFeed = z.infer<typeof ReadFeed>

/** `data` of the reply: `last` is the seq of the newest entry there is (0: none ever), given or not. */
export const FeedData = z.object({ entries: z.array(FeedEntry), last: z.int().min(0) })
export type FeedData = z.infer<typeof FeedData>

/** On the exchange `live`, to every gateway: entries that were just written to the feed. Losing one loses nothing. */
export const LiveEntries = z.object({ entries: z.array(FeedEntry).min(1) })
export type LiveEntries = z.infer<typeof LiveEntries>
/** The type of that message. */
export const liveEntriesType = 'notification.told'

export const notificationQueries = {
  'webhook.list': ListWebhooks,
  'webhook.inspect': InspectWebhook,
  'webhook.list-deliveries': ListDeliveries,
  'notification.settings': InspectSettings,
  'notification.feed': ReadFeed,
} as const
