import type { DeliveryItem, WebhookInspectData, WebhookItem } from '@gongdan/contracts'
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
  enabled: webhook.enabled,
  disabled_reason: webhook.disabledReason,
  create_time: seconds(webhook.createdAt),
  creator_uuid: webhook.creator.userUuid,
  creator_name: webhook.creator.userName,
  version: webhook.version,
})

/** The same with its secrets, of which only the times are shown. */
export const inspectView = (uuid: string, webhook: LiveWebhook, now: number): WebhookInspectData => ({
  ...listView(uuid, webhook),
  secrets: validSecrets(webhook.secrets, now).map(({ at, until }) => ({
    create_time: seconds(at),
    expire_time: until === null ? 0 : seconds(until),
  })),
})

/** What the log knows of a delivery. */
export interface Logged {
  readonly uuid: string
  readonly webhookUuid: string
  readonly notice: {
    readonly event_id: string
    readonly type: string
    readonly ticket_uuid: string
    readonly seq: number
  }
  readonly state: DeliveryItem['delivery_state']
  readonly createdAt: Date
  readonly dueAt: Date | undefined
  readonly tries: number
  readonly log: readonly { readonly at: number; readonly status: number; readonly ms: number; readonly error: string }[]
}

export const deliveryView = (delivery: Logged): DeliveryItem => ({
  delivery_uuid: delivery.uuid,
  webhook_uuid: delivery.webhookUuid,
  event_id: delivery.notice.event_id,
  event_type: delivery.notice.type,
  ticket_uuid: delivery.notice.ticket_uuid,
  seq: delivery.notice.seq,
  delivery_state: delivery.state,
  create_time: seconds(delivery.createdAt.getTime()),
  next_time: delivery.dueAt === undefined ? 0 : seconds(delivery.dueAt.getTime()),
  attempt_count: delivery.tries,
  attempts: delivery.log.map(({ at, status, ms, error }) => ({ time: seconds(at), status, duration_ms: ms, error })),
})
