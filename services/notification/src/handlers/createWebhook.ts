import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands, type SealKeys } from '@gongdan/service'
import { openAddress, webhookItems } from '../adapters/webhookItems.ts'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import type { Network } from '../domain/address.ts'
import { decide, MAX_WEBHOOKS } from '../domain/decide.ts'

interface Needs {
  readonly webhooks: WebhookStore
  readonly sealKeys: SealKeys
  readonly allowed: readonly Network[]
}

type Body = CommandBody<'webhook.create'>

/** webhook.create: a new webhook under the uuid that the gateway gave. */
export const createWebhook =
  ({ webhooks, sealKeys, allowed }: Needs) =>
  async (batch: readonly Received<Body>[]): Promise<readonly Outcome[]> => {
    const tenants = [...new Set(batch.flatMap(({ body }) => body.items.map(({ tenantUuid }) => tenantUuid)))]
    const counts = new Map(await Promise.all(tenants.map(async (one) => [one, await webhooks.count(one)] as const)))
    const itemsOf = webhookItems<Body>(true, (principal, item, webhook) => {
      const { name, eventTypes, tenantUuid, kind, sealedSecret } = item
      const address = openAddress(sealKeys, allowed, item.sealedUrl, kind !== 'standard')
      const full = (counts.get(tenantUuid) ?? 0) >= MAX_WEBHOOKS
      const said = { name, eventTypes, tenantUuid, kind, sealedSecret }
      return decide(principal, { type: 'create', ...said, address, full }, webhook)
    })
    return answerCommands(webhooks.execute, itemsOf)(batch)
  }
