import { type Language, SYSTEM, type WebhookKind } from '@gongdan/contracts'
import { isOfTicket, type ToldEvent } from './notice.ts'

/** Who made a webhook, as the caller's token showed them then. */
export interface Creator {
  readonly userUuid: string
  readonly userName: string
}

/** What an administrator writes of a webhook. */
export interface Description {
  readonly name: string
  readonly eventTypes: readonly string[]
  /** In which a robot speaks. */
  readonly language: Language
}

/** The address, sealed because it may be as good as a password, and the part of it that may be shown. */
export interface Address {
  readonly sealedUrl: string
  readonly shownUrl: string
}

/** What an update changes. Null: stays as it was. */
export type WebhookChange = {
  readonly [F in keyof Description]: Description[F] | null
} & {
  readonly enabled: boolean | null
  readonly address: Address | null
  readonly sealedSecret: string | null
}

/** What can happen to a webhook. */
export type WebhookEvent =
  | {
      readonly type: 'webhook.created'
      readonly data: Description &
        Address & {
          readonly tenantUuid: string
          readonly kind: WebhookKind
          readonly sealedSecret: string | null
          readonly creator: Creator
        }
    }
  | {
      readonly type: 'webhook.updated'
      readonly data: WebhookChange
    }
  | { readonly type: 'webhook.rotated'; readonly data: { readonly sealedSecret: string; readonly keepMs: number } }
  | { readonly type: 'webhook.disabled'; readonly data: { readonly reason: string } }
  | { readonly type: 'webhook.removed'; readonly data: Readonly<Record<string, never>> }

/** An event in its place in the history: `seq` from 1, `at` in unix milliseconds. */
type PlacedEvent = WebhookEvent & { readonly seq: number; readonly at: number }

/** A signing secret; after a rotation it is valid `until` then, in unix milliseconds. */
export interface Secret {
  readonly sealed: string
  readonly at: number
  readonly until: number | null
}

export interface LiveWebhook extends Description, Address {
  readonly status: 'live'
  readonly version: number
  readonly tenantUuid: string
  readonly kind: WebhookKind
  /** Newest first. */
  readonly secrets: readonly Secret[]
  readonly enabled: boolean
  readonly disabledReason: string
  readonly creator: Creator
  readonly createdAt: number
}

/** It keeps tenant and name for the answers to repeated commands; its uuid is never used again. */
export interface RemovedWebhook {
  readonly status: 'removed'
  readonly version: number
  readonly tenantUuid: string
  readonly name: string
}

export type Webhook = LiveWebhook | RemovedWebhook

/** What is sent to, unsealed: in memory for the length of an attempt, never stored or logged. */
export interface UnsealedWebhook {
  readonly uuid: string
  readonly language: Language
  readonly url: string
  readonly secrets: readonly string[]
}

const secretOf = (sealed: string, at: number): Secret => ({ sealed, at, until: null })

/** Secrets that may still sign at a time. */
export const validSecrets = (secrets: readonly Secret[], at: number): readonly Secret[] =>
  secrets.filter(({ until }) => until === null || until > at)

const change = (webhook: LiveWebhook, event: PlacedEvent): Webhook => {
  const { seq: version, at } = event
  switch (event.type) {
    case 'webhook.created':
      return webhook
    case 'webhook.updated': {
      const { address, sealedSecret, enabled, name, eventTypes, language } = event.data
      return {
        ...webhook,
        name: name ?? webhook.name,
        eventTypes: eventTypes ?? webhook.eventTypes,
        language: language ?? webhook.language,
        ...(enabled !== null && { enabled, disabledReason: enabled ? '' : 'switched off' }),
        ...address,
        ...(sealedSecret !== null && { secrets: [secretOf(sealedSecret, at)] }),
        version,
      }
    }
    case 'webhook.rotated': {
      const { sealedSecret, keepMs } = event.data
      const end = at + keepMs
      const before = validSecrets(webhook.secrets, at).map((one) => ({
        ...one,
        until: Math.min(one.until ?? end, end),
      }))
      return { ...webhook, secrets: [secretOf(sealedSecret, at), ...before].slice(0, MAX_SECRETS), version }
    }
    case 'webhook.disabled':
      return { ...webhook, enabled: false, disabledReason: event.data.reason, version }
    case 'webhook.removed':
      return { status: 'removed', version, tenantUuid: webhook.tenantUuid, name: webhook.name }
  }
}

/** More secrets at once would make a signature header that receivers refuse. */
const MAX_SECRETS = 5

/** A webhook after an event; undefined is one that nothing happened to yet. Removed is for ever. */
export const evolve = (webhook: Webhook | undefined, event: PlacedEvent): Webhook => {
  if (event.type === 'webhook.created' && webhook === undefined) {
    const { sealedSecret, ...created } = event.data
    return {
      status: 'live',
      version: event.seq,
      ...created,
      secrets: sealedSecret === null ? [] : [secretOf(sealedSecret, event.at)],
      enabled: true,
      disabledReason: '',
      createdAt: event.at,
    }
  }
  if (webhook?.status !== 'live') return webhook ?? { status: 'removed', version: event.seq, tenantUuid: '', name: '' }
  return change(webhook, event)
}

/**
 * The tenants whose webhooks get an event: the applicant's, and `system`, whose administrators see all tickets; of a delegation its
 * own alone.
 */
export const notifiedTenants = (event: ToldEvent): readonly string[] =>
  isOfTicket(event) ? [...new Set([event.applicant.tenantUuid, SYSTEM])] : [event.tenantUuid]

/** Whether a webhook of such a tenant gets an event. Only the applicant sees a draft (contract §2). */
export const subscribesTo = ({ enabled, eventTypes }: LiveWebhook, event: ToldEvent): boolean =>
  enabled && !(isOfTicket(event) && event.state === 'saved') && eventTypes.includes(event.type)
