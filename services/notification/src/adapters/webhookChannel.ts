import type { TicketEvent } from '@gongdan/contracts'
import { noticeOf } from '../domain/notice.ts'
import { hears, tenantsHearing } from '../domain/webhook.ts'
import type { EventChannel } from '../handlers/onTicketEvent.ts'
import { deliveryId, type NewDelivery, webhookLane } from './deliveryDocument.ts'
import type { Outbound } from './outbound.ts'
import type { KnownWebhook, WebhookStore } from './webhookStore.ts'

/** Every webhook of the tenants concerned gets a delivery of each event that it hears of. */
export const createWebhookChannel = (webhooks: Pick<WebhookStore, 'enabledOf'>, outbound: Outbound): EventChannel => ({
  tell: async (events) => {
    const known = await webhooks.enabledOf([...new Set(events.flatMap(tenantsHearing))])
    const ofTenant = Map.groupBy(known, ({ webhook }) => webhook.tenantUuid)
    const deliveries = events.flatMap((event) =>
      tenantsHearing(event)
        .flatMap((tenantUuid) => ofTenant.get(tenantUuid) ?? [])
        .filter(({ webhook }) => hears(webhook, event))
        .map((webhook) => deliveryOf(webhook, event)),
    )
    await outbound.add(deliveries)
  },
})

const deliveryOf = ({ uuid, webhook: { kind } }: KnownWebhook, event: TicketEvent): NewDelivery => {
  const channel = kind === 'standard' ? 'webhook' : kind
  return {
    _id: deliveryId(event.id, channel, uuid),
    lane: webhookLane(uuid),
    channel,
    target: uuid,
    notice: noticeOf(event),
    correlationId: event.correlationId,
  }
}
