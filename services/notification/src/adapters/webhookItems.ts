import type { Principal } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import type { SealKeys } from '@gongdan/service'
import { unseal } from '@gongdan/service'
import { faultOfUrl, type Network, shownUrl } from '../domain/address.ts'
import type { Decision, GivenAddress } from '../domain/decide.ts'
import type { Webhook } from '../domain/webhook.ts'
import type { WebhookItem } from './webhookStore.ts'

interface CommandMessage {
  readonly principal: Principal
  readonly items: readonly { readonly commandId: string; readonly webhookUuid: string }[]
}

/** Reads the store's items out of a command message on webhooks. `creates`: a refusal leaves a tombstone under the uuid. */
export const webhookItems =
  <M extends CommandMessage>(
    creates: boolean,
    decide: (principal: Principal, item: M['items'][number], webhook: Webhook | undefined) => Decision,
  ) =>
  ({ body: { principal, items }, correlationId }: Received<M>): readonly WebhookItem[] => {
    const { userUuid, userName, tenantUuid, tenantName } = principal
    return items.map((item) => ({
      id: item.webhookUuid,
      commandId: item.commandId,
      correlationId,
      by: { userUuid, userName, tenantUuid, tenantName },
      creates,
      decide: (webhook) => decide(principal, item, webhook),
    }))
  }

/** What a command's sealed address is, as far as decisions go: whether it may be used, and what of it may be shown. */
export const openAddress = (
  keys: SealKeys,
  allowed: readonly Network[],
  sealedUrl: string,
  isRobot: boolean,
): GivenAddress => {
  const url = unseal(keys, sealedUrl)
  return { sealedUrl, shownUrl: shownUrl(url, isRobot), fault: faultOfUrl(url, allowed) }
}
