import type { DeliveryItem, WebhookInspectData, WebhookItem } from '@gongdan/contracts'
import type { Delivery } from './delivery.ts'
import { type LiveWebhook, validSecrets } from './webhook.ts'

const seconds = (ms: number): number => Math.floor(ms / 1_000)

/** A webhook as administrators see it. */
export const listView = (uuid: string, webhook: LiveWebhook): WebhookItem => ({
  webhook_uuid: uuid,
  webhook_name: webhook.name,
  tenant_uuid: webhook.tenantUuid,
  kind: webhook.kind,
  url: webhook.shownUrl,
  event_types: [...webhook.eventTypes],
  language: webhook.language,
  enabled: webhook.enabled,
  disabled_reason: webhook.disabledReason,
  create_time: seconds(webhook.createdAt),
  creator_uuid: webhook.creator.userUuid,
  creator_name: webhook.creator.userName,
  version: webhook.version,
})

/** The same with its secrets, of which only the times are shown. `now` is unix ms. */
export const inspectView = (uuid: string, webhook: LiveWebhook, now: number): WebhookInspectData => ({
  ...listView(uuid, webhook),
  secrets: validSecrets(webhook.secrets, now).map(({ at, until }) => ({
    create_time: seconds(at),
    expire_time: until === null ? 0 : seconds(until),
  })),
})

/** A delivery to a webhook as administrators see it in its log. */
export const deliveryView = (delivery: Delivery): DeliveryItem => ({
  delivery_uuid: delivery.uuid,
  webhook_uuid: delivery.target,
  event_id: delivery.notice.event_id,
  event_type: delivery.notice.type,
  ticket_uuid: delivery.notice.ticket_uuid,
  seq: delivery.notice.seq,
  delivery_state: delivery.state,
  create_time: seconds(delivery.createdAt.getTime()),
  next_time: delivery.dueAt === undefined ? 0 : seconds(delivery.dueAt.getTime()),
  attempt_count: delivery.attempts,
  attempts: delivery.log.map(({ at, status, ms, error }) => ({ time: seconds(at), status, duration_ms: ms, error })),
})
