import type { TicketEvent, WebhookKind } from '@gongdan/contracts'
import { SYSTEM } from '@gongdan/contracts'

/** Who made a webhook, as the caller's token showed him then. */
export interface Creator {
  readonly userUuid: string
  readonly userName: string
}

/** What an administrator says of a webhook. The address is sealed, for it may be as good as a password. */
export interface Description {
  readonly name: string
  readonly eventTypes: readonly string[]
}

/** The address, readable only with the keys, and what of it may be shown. */
export interface Address {
  readonly sealedUrl: string
  readonly shownUrl: string
}

/** What can happen to a webhook. Null: stays as it was. Times are unix milliseconds. */
export type WebhookFact =
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
      readonly data: Description & {
        readonly enabled: boolean
        readonly address: Address | null
        readonly sealedSecret: string | null
      }
    }
  | { readonly type: 'webhook.rotated'; readonly data: { readonly sealedSecret: string; readonly keepMs: number } }
  | { readonly type: 'webhook.disabled'; readonly data: { readonly reason: string } }
  | { readonly type: 'webhook.removed'; readonly data: Readonly<Record<string, never>> }

/** A fact with its place in the history: `seq` from 1, `at` in unix milliseconds. */
export type Happened = WebhookFact & { readonly seq: number; readonly at: number }

/** A secret that signs, until then if there is one that follows it. */
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
  /** The newest first. */
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

const secretOf = (sealed: string, at: number): Secret => ({ sealed, at, until: null })

/** Secrets that may still sign at a time. */
export const validSecrets = (secrets: readonly Secret[], at: number): readonly Secret[] =>
  secrets.filter(({ until }) => until === null || until > at)

const change = (webhook: LiveWebhook, happened: Happened): Webhook => {
  const { seq: version, at } = happened
  switch (happened.type) {
    case 'webhook.created':
      return webhook
    case 'webhook.updated': {
      const { address, sealedSecret, enabled, name, eventTypes } = happened.data
      const secrets = sealedSecret === null ? webhook.secrets : [secretOf(sealedSecret, at)]
      const disabledReason = enabled ? '' : 'switched off'
      return { ...webhook, name, eventTypes, enabled, disabledReason, ...address, secrets, version }
    }
    case 'webhook.rotated': {
      const { sealedSecret, keepMs } = happened.data
      const end = at + keepMs
      const before = validSecrets(webhook.secrets, at).map((one) => ({
        ...one,
        until: Math.min(one.until ?? end, end),
      }))
      return { ...webhook, secrets: [secretOf(sealedSecret, at), ...before].slice(0, MAX_SECRETS), version }
    }
    case 'webhook.disabled':
      return { ...webhook, enabled: false, disabledReason: happened.data.reason, version }
    case 'webhook.removed':
      return { status: 'removed', version, tenantUuid: webhook.tenantUuid, name: webhook.name }
  }
}

/** More secrets at once would make a header that receivers refuse. */
const MAX_SECRETS = 5

/** A webhook after what happened; undefined is one that nothing happened to yet. Removed is for ever. */
export const evolve = (webhook: Webhook | undefined, happened: Happened): Webhook => {
  if (happened.type === 'webhook.created' && webhook === undefined) {
    const { sealedSecret, ...said } = happened.data
    return {
      status: 'live',
      version: happened.seq,
      ...said,
      secrets: sealedSecret === null ? [] : [secretOf(sealedSecret, happened.at)],
      enabled: true,
      disabledReason: '',
      createdAt: happened.at,
    }
  }
  if (webhook?.status !== 'live')
    return webhook ?? { status: 'removed', version: happened.seq, tenantUuid: '', name: '' }
  return change(webhook, happened)
}

/** The tenants whose webhooks hear of an event: the applicant's, and `system`, whose administrators see everybody's. */
export const tenantsHearing = ({ applicant }: TicketEvent): readonly string[] => [
  ...new Set([applicant.tenantUuid, SYSTEM]),
]

/** Whether a webhook of such a tenant hears of an event. A draft is its applicant's alone (contract §2). */
export const hears = ({ enabled, eventTypes }: LiveWebhook, { type, state }: TicketEvent): boolean =>
  enabled && state !== 'saved' && eventTypes.includes(type)
