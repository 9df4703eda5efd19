import { z } from 'zod'
import { ReadFeeds } from './feed.ts'
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

export const InspectDelivery = z.object({ principal: Principal, webhookUuid: Uuid, deliveryUuid: Uuid })
export type InspectDelivery = z.infer<typeof InspectDelivery>

export const InspectSettings = z.object({ principal: Principal })
export type InspectSettings = z.infer<typeof InspectSettings>

export const notificationQueries = {
  'webhook.list': ListWebhooks,
  'webhook.inspect': InspectWebhook,
  'webhook.list-deliveries': ListDeliveries,
  'webhook.inspect-delivery': InspectDelivery,
  'notification.settings': InspectSettings,
  'notification.feed': ReadFeeds,
} as const
