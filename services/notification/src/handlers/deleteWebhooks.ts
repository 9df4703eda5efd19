import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { webhookItems } from '../adapters/webhookItems.ts'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import { decide } from '../domain/decide.ts'

type Body = CommandBody<'webhook.delete'>

/** webhook.delete: nothing more is sent to it, not even what was waiting. */
export const deleteWebhooks = ({
  webhooks,
}: {
  readonly webhooks: WebhookStore
}): ((batch: readonly Received<Body>[]) => Promise<readonly Outcome[]>) =>
  answerCommands(
    webhooks.execute,
    webhookItems<Body>(false, (principal, _item, webhook) => decide(principal, { type: 'delete' }, webhook)),
  )
