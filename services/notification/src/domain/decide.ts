import {
  type Decision,
  type Desc,
  type Principal,
  type Refusal,
  refusal,
  type Scode,
  said,
  type WebhookKind,
} from '@gongdan/contracts'
import { mayManage } from './rights.ts'
import type { Address, Description, LiveWebhook, Webhook, WebhookChange, WebhookEvent } from './webhook.ts'

/** An address as a command brings it; `fault` says why it is refused, `""` for not at all. */
export interface CheckedAddress extends Address {
  readonly fault: Desc
}

export type WebhookCommand =
  | ({
      readonly type: 'create'
      readonly tenantUuid: string
      readonly kind: WebhookKind
      readonly address: CheckedAddress
      readonly sealedSecret: string | null
      /** Whether the tenant has as many webhooks as it may have. */
      readonly full: boolean
    } & Description)
  | ({
      readonly type: 'update'
      /** Null, as the secret: none was given, or the one that the webhook has. */
      readonly address: CheckedAddress | null
    } & Omit<WebhookChange, 'address'>)
  | { readonly type: 'rotate'; readonly sealedSecret: string; readonly keepMs: number }
  | { readonly type: 'delete' }

export type WebhookDecision = Decision<WebhookEvent>

/** How many webhooks a tenant may have: each may get every event of the tenant. */
export const MAX_WEBHOOKS = 50
/** How often a webhook may be changed: its history is one document (decision 1). */
const MAX_CHANGES = 200

const refused = (scode: Scode, desc: Desc, name = ''): Refusal => ({ ...refusal(scode, desc), name })
const addressOf = ({ sealedUrl, shownUrl }: CheckedAddress): Address => ({ sealedUrl, shownUrl })

type Create = Extract<WebhookCommand, { type: 'create' }>

const create = (
  principal: Principal,
  { name, eventTypes, language, tenantUuid, kind, ...command }: Create,
): WebhookDecision => {
  if (!mayManage(principal, tenantUuid))
    return refused(2003, said('only an administrator of the tenant may', '只有该租户的管理员可以这样做'), name)
  if (command.address.fault !== '') return refused(7002, command.address.fault, name)
  if (command.full)
    return refused(7003, said(`the tenant has ${MAX_WEBHOOKS} webhooks`, `租户已有 ${MAX_WEBHOOKS} 个通知地址`), name)
  const { userUuid, userName } = principal
  const { sealedSecret } = command
  const description = { name, eventTypes, language, tenantUuid, kind, ...addressOf(command.address), sealedSecret }
  return [{ type: 'webhook.created', data: { ...description, creator: { userUuid, userName } } }]
}

const decideOnLive = (command: Exclude<WebhookCommand, Create>, webhook: LiveWebhook): WebhookDecision => {
  const { name, kind } = webhook
  // Deleting is possible however full the history is (decision 1).
  if (command.type === 'delete') return [{ type: 'webhook.removed', data: {} }]
  const full =
    webhook.version >= MAX_CHANGES
      ? refused(3017, said(`the webhook was changed ${MAX_CHANGES} times`, `通知地址已修改 ${MAX_CHANGES} 次`), name)
      : null
  if (command.type === 'rotate') {
    if (full !== null) return full
    if (kind !== 'standard')
      return refused(
        7003,
        said('a robot signs with what its maker gave: update it', '机器人的密钥由其平台提供，请用修改接口更换'),
        name,
      )
    return [{ type: 'webhook.rotated', data: { sealedSecret: command.sealedSecret, keepMs: command.keepMs } }]
  }
  const { address, sealedSecret } = command
  if (address !== null && address.fault !== '') return refused(7002, address.fault, name)
  if (sealedSecret !== null && kind === 'standard')
    return refused(7003, said('its secret is ours to make: rotate it', '密钥由系统生成，请使用更换密钥接口'), name)
  if (sealedSecret !== null && kind === 'wecom')
    return refused(7003, said('WeCom robots sign nothing', '企业微信机器人不使用密钥'), name)
  const change = changeOf(command, webhook)
  if (Object.values(change).every((value) => value === null)) return []
  return full ?? [{ type: 'webhook.updated', data: change }]
}

/** What of an update differs from the webhook as it is. */
const changeOf = (command: Extract<WebhookCommand, { type: 'update' }>, webhook: LiveWebhook): WebhookChange => {
  const unless = <T>(same: boolean, value: T): T | null => (same ? null : value)
  const { name, eventTypes, language, enabled, address, sealedSecret } = command
  const asSet = (types: readonly string[] | null) => types?.toSorted().join(' ')
  return {
    name: unless(name === webhook.name, name),
    eventTypes: unless(asSet(eventTypes) === asSet(webhook.eventTypes), eventTypes),
    language: unless(language === webhook.language, language),
    enabled: unless(enabled === webhook.enabled, enabled),
    address: address && addressOf(address),
    sealedSecret,
  }
}

/**
 * What becomes of a command on a webhook. Refusals, in this order: 7001 one that the caller may not manage, 2003 the
 * caller's rights on the tenant they name, 7002 the address, 7003 what the webhook or its tenant does not allow, 3017 a full
 * history. An update that changes nothing is no event.
 */
export const decide = (
  principal: Principal,
  command: WebhookCommand,
  webhook: Webhook | undefined,
): WebhookDecision => {
  if (command.type === 'create') {
    return webhook === undefined
      ? create(principal, command)
      : refused(7003, said('there is a webhook with this uuid', '已有此编号的通知地址'), command.name)
  }
  if (webhook?.status !== 'live' || !mayManage(principal, webhook.tenantUuid)) {
    return refused(7001, said('webhook_uuid names no webhook', '没有 webhook_uuid 所指的通知地址'))
  }
  return decideOnLive(command, webhook)
}

/** The receiver answered 410: nothing is sent to the webhook until an administrator enables it again. */
export const disable = (reason: string, webhook: Webhook | undefined): WebhookDecision =>
  webhook?.status === 'live' && webhook.enabled ? [{ type: 'webhook.disabled', data: { reason } }] : []
