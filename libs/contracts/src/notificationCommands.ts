import { z } from 'zod'
import { command } from './command.ts'
import { languages, MailConfirmBody, settingsFields } from './http/notifications.ts'
import { webhookEventTypes, webhookKinds } from './http/webhooks.ts'
import { OpaqueId, Uuid } from './ids.ts'

/** A secret on its way or at rest, readable only with the sealing keys (libs/service, `seal`). */
const Sealed = z.string().min(1).max(8192)

const eventTypes = z.array(z.enum(webhookEventTypes)).min(1)

/** The address is sealed too: a robot's is as good as its password. A secret is null where the kind has none. */
const CreateWebhook = command({
  webhookUuid: Uuid,
  name: z.string(),
  eventTypes,
  language: z.enum(languages).default('zh'),
  tenantUuid: OpaqueId,
  kind: z.enum(webhookKinds),
  sealedUrl: Sealed,
  sealedSecret: Sealed.nullable(),
})
/** Null: stays as it is. */
const UpdateWebhook = command({
  webhookUuid: Uuid,
  name: z.string().nullable().default(null),
  eventTypes: eventTypes.nullable().default(null),
  language: z.enum(languages).nullable().default(null),
  enabled: z.boolean().nullable().default(null),
  sealedUrl: Sealed.nullable().default(null),
  sealedSecret: Sealed.nullable().default(null),
})
const DeleteWebhooks = command({ webhookUuid: Uuid })
/** The secrets there are go on signing for `keepSeconds`. */
const RotateWebhook = command({ webhookUuid: Uuid, sealedSecret: Sealed, keepSeconds: z.int().min(0) })
/** The outcome's uuid is the delivery's. */
const ReplayDeliveries = command({ webhookUuid: Uuid, deliveryUuid: Uuid })

/** `deliveryUuid` is that of the test delivery to be made, and the outcome's. */
const TestWebhook = command({ webhookUuid: Uuid, deliveryUuid: Uuid })

/** A user's own settings, the caller's. The outcome's uuid is the user's. */
const SetNotification = command(settingsFields)
/** The caller's own address, by the token that was sent there. The outcome's uuid is the user's. */
const ConfirmMail = command({ token: MailConfirmBody.shape.token })

/** The commands of the notification service, by message type; queue `notification.commands`. */
export const notificationCommands = {
  'webhook.create': CreateWebhook,
  'webhook.update': UpdateWebhook,
  'webhook.delete': DeleteWebhooks,
  'webhook.rotate': RotateWebhook,
  'webhook.replay': ReplayDeliveries,
  'webhook.test': TestWebhook,
  'notification.set': SetNotification,
  'notification.confirm-mail': ConfirmMail,
} as const
