import { z } from 'zod'
import { notifiedEventTypes } from '../ticketEventTypes.ts'

/** A ticket's event as people and their programs are told of it: live, by webhook. `time` is unix seconds. */
export const TicketNotice = z.object({
  event_id: z.string(),
  type: z.string(),
  time: z.int(),
  seq: z.int(),
  ticket_uuid: z.string(),
  ticket_name: z.string(),
  ticket_type: z.string(),
  ticket_type_code: z.string(),
  ticket_state: z.string(),
  ticket_state_code: z.string(),
  applyer_uuid: z.string(),
  applyer_name: z.string(),
  applyer_tenant_uuid: z.string(),
  applyer_tenant_name: z.string(),
  /** Who did it; `""` for the system's own doing. */
  actor_uuid: z.string(),
  actor_name: z.string(),
  reason: z.string(),
  process_uuid: z.string(),
  /** Whose turn it is, while pending; else `""`. */
  owner_tenant_uuid: z.string(),
  owner_uuid: z.string(),
  owner_name: z.string(),
  image_state: z.string(),
})
export type TicketNotice = z.infer<typeof TicketNotice>

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

const chosen = z.array(z.enum(notifiedEventTypes))
const mailAddress = z.union([z.literal(''), z.email().max(254)])

/** Body of notification/settings: what is not given stays as it is. A mail goes nowhere but to this address. */
export const NotificationSettingsBody = z.object({
  language: z.enum(languages).optional(),
  mail_address: mailAddress.optional(),
  channels: z.object({ live: chosen.optional(), mail: chosen.optional() }).default({}),
})

/** `data` of notification/settings: which channel tells of which events. */
export const NotificationSettingsData = z.strictObject({
  language: z.enum(languages),
  mail_address: mailAddress,
  channels: z.strictObject({ live: chosen, mail: chosen }),
})
export type NotificationSettingsData = z.infer<typeof NotificationSettingsData>

/** Of a user who never said anything: Chinese, everything live; there is no address to write to, but if he gives one, everything. */
export const defaultSettings: NotificationSettingsData = {
  language: 'zh',
  mail_address: '',
  channels: { live: [...notifiedEventTypes], mail: [...notifiedEventTypes] },
}

/** `data` of a successful change of one's settings. */
export const SettingsRef = z.object({ user_uuid: z.string() })
