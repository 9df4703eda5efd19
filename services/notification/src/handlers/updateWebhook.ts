import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands, type SealKeys } from '@gongdan/service'
import { openAddress, webhookItems } from '../adapters/webhookItems.ts'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import type { Network } from '../domain/address.ts'
import { decide } from '../domain/decide.ts'

interface Needs {
  readonly webhooks: WebhookStore
  readonly sealKeys: SealKeys
  readonly allowed: readonly Network[]
}

/** webhook.update: name, event types, and whether it is on; address and secret where they are given. */
export const updateWebhook = ({
  webhooks,
  sealKeys,
  allowed,
}: Needs): ((batch: readonly Received<CommandBody<'webhook.update'>>[]) => Promise<readonly Outcome[]>) =>
  answerCommands(
    webhooks.execute,
    webhookItems<CommandBody<'webhook.update'>>(false, (principal, item, webhook) => {
      const { name, eventTypes, enabled, sealedUrl, sealedSecret } = item
      const isRobot = webhook?.status === 'live' && webhook.kind !== 'standard'
      const address = sealedUrl === null ? null : openAddress(sealKeys, allowed, sealedUrl, isRobot)
      return decide(principal, { type: 'update', name, eventTypes, enabled, address, sealedSecret }, webhook)
    }),
  )
