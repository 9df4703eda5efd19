import { z } from 'zod'
import { characters, line, orBlank, orNull } from '../fields.ts'
import { OpaqueId, Uuid } from '../ids.ts'
import { delegationEventTypes, ticketEventTypes } from '../ticketEventTypes.ts'
import { languages } from './notifications.ts'
import { MAX_LIST, paging } from './paging.ts'

/** `standard` is Standard Webhooks; the others are chat robots: WeCom, DingTalk, Feishu. */
export const webhookKinds = ['standard', 'wecom', 'dingtalk', 'feishu'] as const
export type WebhookKind = (typeof webhookKinds)[number]

/** Event types that a webhook can subscribe to: all but that of a draft, which only its applicant may see. */
export const webhookEventTypes = [
  ...ticketEventTypes.filter((type) => type !== 'ticket.saved'),
  ...delegationEventTypes,
]

// Measured first: to parse a long one takes time that grows with the square of its length.
const url = z
  .string()
  .max(2048)
  .meta({ format: 'uri' })
  .pipe(z.url({ protocol: /^https?$/ }))
/** What a robot signs with; WeCom signs nothing. Secrets of `standard` are made by the system. */
const secret = characters(0, 256)
const eventTypes = z.array(z.enum(webhookEventTypes)).min(1)

/** Body of webhook/create. */
export const WebhookCreateBody = z.strictObject({
  tenant_uuid: OpaqueId,
  webhook_name: line(1, 128),
  kind: orBlank(z.enum(webhookKinds).default('standard')),
  url,
  secret: orNull(secret.optional()),
  event_types: orNull(eventTypes.default(webhookEventTypes)),
  /** In which a robot speaks. */
  language: orBlank(z.enum(languages).default('zh')),
})

/** Body of webhook/update: what is not given stays as it is. `enabled` enables or disables. */
export const WebhookUpdateBody = z.strictObject({
  webhook_uuid: Uuid,
  webhook_name: orBlank(line(1, 128).optional()),
  url: orBlank(url.optional()),
  secret: orNull(secret.optional()),
  event_types: orNull(eventTypes.optional()),
  language: orBlank(z.enum(languages).optional()),
  enabled: orNull(z.boolean().optional()),
})

export const ListedWebhook = z.union([Uuid, z.object({ webhook_uuid: Uuid })])
export const WebhookDeleteBody = z.strictObject({
  list: z.array(ListedWebhook).min(1).max(MAX_LIST),
})

/** How long the secrets before stay valid after a rotation, in seconds. */
const KEEP_SECRET_SECONDS = 86_400
export const WebhookRotateBody = z.strictObject({
  webhook_uuid: Uuid,
  keep_seconds: orBlank(
    z
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(KEEP_SECRET_SECONDS),
  ),
})

export const WebhookListQuery = z.object({ tenant_uuid: orBlank(OpaqueId.optional()), ...paging })
export const WebhookInspectQuery = z.object({ webhook_uuid: Uuid })

export const deliveryStates = ['pending', 'delivered', 'failed'] as const
export const DeliveryListQuery = z.object({
  webhook_uuid: Uuid,
  filter_state: orBlank(z.enum(deliveryStates).optional()),
  filter_ticket_uuid: orBlank(Uuid.optional()),
  ...paging,
})

export const ListedDelivery = z.union([Uuid, z.object({ delivery_uuid: Uuid })])
/** Body of delivery/replay: deliveries of one webhook that are to be sent once more, under the ids they had. */
export const DeliveryReplayBody = z.strictObject({
  webhook_uuid: Uuid,
  list: z.array(ListedDelivery).min(1).max(MAX_LIST),
})

/** One test delivery is queued for the webhook, whatever events it chose. */
export const WebhookTestBody = z.strictObject({ webhook_uuid: Uuid })

export const DeliveryInspectQuery = z.object({ webhook_uuid: Uuid, delivery_uuid: Uuid })

/** `data` of a successful command on a webhook. */
export const WebhookRef = z.object({ webhook_uuid: z.string(), webhook_name: z.string() })
/** `data` of create and rotate. `secret` (`whsec_…`) is shown only here; `""` for robots. */
export const WebhookSecretRef = WebhookRef.extend({ secret: z.string() })
export const DeliveryRef = z.object({ delivery_uuid: z.string() })

/** A webhook as administrators see it. `url` without what may be secret in it; times are unix seconds. */
export const WebhookItem = z.strictObject({
  webhook_uuid: z.string(),
  webhook_name: z.string(),
  tenant_uuid: z.string(),
  kind: z.enum(webhookKinds),
  url: z.string(),
  event_types: z.array(z.string()),
  language: z.enum(languages),
  enabled: z.boolean(),
  disabled_reason: z.string(),
  create_time: z.int(),
  creator_uuid: z.string(),
  creator_name: z.string(),
  version: z.int(),
})
export type WebhookItem = z.infer<typeof WebhookItem>

export const WebhookListData = z.strictObject({ total_count: z.int(), list: z.array(WebhookItem) })
export type WebhookListData = z.infer<typeof WebhookListData>

export const WebhookSecret = z.strictObject({ create_time: z.int(), expire_time: z.int() })
/** inspect adds which secrets sign now: the newest first, `expire_time` 0 for it. */
export const WebhookInspectData = WebhookItem.extend({
  secrets: z.array(WebhookSecret),
})
export type WebhookInspectData = z.infer<typeof WebhookInspectData>

/**
 * One attempt of a delivery: `status` is the HTTP status, 0 without one; `error` says what went wrong, `""` for
 * nothing.
 */
export const DeliveryAttempt = z.strictObject({
  time: z.int(),
  status: z.int(),
  duration_ms: z.int(),
  error: z.string(),
})

export const DeliveryItem = z.strictObject({
  delivery_uuid: z.string(),
  webhook_uuid: z.string(),
  event_id: z.string(),
  event_type: z.string(),
  ticket_uuid: z.string(),
  seq: z.int(),
  delivery_state: z.enum(deliveryStates),
  create_time: z.int(),
  /** When the next attempt is due; 0 when there is none. */
  next_time: z.int(),
  attempt_count: z.int(),
  /** The last attempts, about ten. */
  attempts: z.array(DeliveryAttempt),
})
export type DeliveryItem = z.infer<typeof DeliveryItem>

/** How many there are in each state, exact up to 10,000; of the ticket, if one is asked for. */
export const DeliveryCounts = z.strictObject({ pending: z.int(), delivered: z.int(), failed: z.int() })

export const DeliveryListData = z.strictObject({
  total_count: z.int(),
  counts: DeliveryCounts,
  list: z.array(DeliveryItem),
})
/** A delivery with what is sent and what the receiver answered last. */
export const DeliveryInspectData = DeliveryItem.extend({
  /** The body, without what signs it. A robot gets several notices in one message; this is the message of this one. */
  payload: z.string(),
  /** Its first 4 KiB, without what is secret of the webhook; `""` without an answer. */
  answer: z.string(),
})
export type DeliveryInspectData = z.infer<typeof DeliveryInspectData>

export type DeliveryListData = z.infer<typeof DeliveryListData>
