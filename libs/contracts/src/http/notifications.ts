import { z } from 'zod'
import { characters, orBlank, orNull } from '../fields.ts'
import { notifiedEventTypes } from '../ticketEventTypes.ts'
import { Person } from './owners.ts'

/** A ticket's event as it is sent to people and programs: live, by webhook, by mail. `time` is unix seconds. */
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
  /** The user who did it; `""` for the system. */
  actor_uuid: z.string(),
  actor_name: z.string(),
  /** For whom a delegate acted; left out where the actor did for themselves. */
  on_behalf_of: Person.optional(),
  reason: z.string(),
  /** Why the ticket is asked for, in the applicant's words. */
  ticket_reason: z.string(),
  process_uuid: z.string(),
  /** Whose turn it is, while pending; else `""`. */
  owner_tenant_uuid: z.string(),
  owner_uuid: z.string(),
  owner_name: z.string(),
  image_state: z.string(),
  fulfilment_state: z.string(),
  /** On ticket.overruled, where the ticket went back to its applicant. */
  returned: z.literal(true).optional(),
  /** On ticket.commented, whose text is `reason`. */
  comment_uuid: z.string().optional(),
  /** On events of delegations, which are about no ticket. `start` and `end` are unix seconds. */
  delegation: z
    .object({
      delegation_uuid: z.string(),
      from_uuid: z.string(),
      from_name: z.string(),
      to_uuid: z.string(),
      to_name: z.string(),
      start: z.int(),
      end: z.int(),
    })
    .optional(),
})
export type TicketNotice = z.infer<typeof TicketNotice>

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/**
 * The channels to people: each notifies a user of the types of events that they choose for it. A new channel begins
 * here.
 */
export const personChannels = ['live', 'mail'] as const
export type PersonChannel = (typeof personChannels)[number]

/** A value of the same kind for each channel to people. */
const forEachChannel = <T>(of: (channel: PersonChannel) => T): Record<PersonChannel, T> =>
  Object.fromEntries(personChannels.map((channel) => [channel, of(channel)])) as Record<PersonChannel, T>

const chosen = z.array(z.enum(notifiedEventTypes))
const mailAddress = z.union([z.literal(''), z.email().max(254)])

/** Body of notification/settings: what is not given stays as it is. Mail goes to this address only, once it is confirmed. */
export const NotificationSettingsBody = z.strictObject({
  language: orBlank(z.enum(languages).optional()),
  mail_address: orNull(mailAddress.optional()),
  channels: orNull(z.strictObject(forEachChannel(() => orNull(chosen.optional()))).default({})),
})

/** `data` of notification/settings: which channel notifies of which events. */
export const NotificationSettingsData = z.strictObject({
  language: z.enum(languages),
  mail_address: mailAddress,
  /** Whether the user has shown that they read mail there. */
  mail_confirmed: z.boolean(),
  channels: z.strictObject(forEachChannel(() => chosen)),
})
export type NotificationSettingsData = z.infer<typeof NotificationSettingsData>

/**
 * Of a user who has set nothing: Chinese and everything live; no address to write to, but everything once there is one.
 */
export const defaultSettings: NotificationSettingsData = {
  language: 'zh',
  mail_address: '',
  mail_confirmed: false,
  channels: forEachChannel(() => [...notifiedEventTypes]),
}

/**
 * The fields of the command notification.set. Null stays as it is; so does a field that an older release does not send.
 */
export const settingsFields = {
  language: z.enum(languages).nullable().default(null),
  mailAddress: z.string().max(254).nullable().default(null),
  ...forEachChannel(() => chosen.nullable().default(null)),
}
type SettingsFields = z.infer<z.ZodObject<typeof settingsFields>>

/** The fields of the command that a body asks for. */
export const toSettingsFields = (body: z.infer<typeof NotificationSettingsBody>): SettingsFields => ({
  language: body.language ?? null,
  mailAddress: body.mail_address ?? null,
  ...forEachChannel((channel) => body.channels[channel] ?? null),
})

/** The settings that follow from what a user has set; the default where they have not. */
export const settingsFrom = (
  set: {
    readonly [F in keyof SettingsFields]?: Readonly<SettingsFields[F]> | undefined
  } & { readonly confirmedAddress?: string | undefined },
): NotificationSettingsData =>
  NotificationSettingsData.parse({
    language: set.language ?? defaultSettings.language,
    mail_address: set.mailAddress ?? defaultSettings.mail_address,
    mail_confirmed: Boolean(set.mailAddress) && set.mailAddress === set.confirmedAddress,
    channels: forEachChannel((channel) => set[channel] ?? defaultSettings.channels[channel]),
  })

/** Body of notification/mail/confirm: the token that was sent to the address. */
export const MailConfirmBody = z.object({ token: characters(1, 4_096) })

/** `data` of a successful change of one's settings. */
export const SettingsRef = z.object({ user_uuid: z.string() })
