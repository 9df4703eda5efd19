import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { webhookItems } from '../adapters/webhookItems.ts'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import { decide } from '../domain/decide.ts'

type Body = CommandBody<'webhook.rotate'>

/** webhook.rotate: a new secret signs from now on, beside those there are, which go on for a while. */
export const rotateWebhook = ({
  webhooks,
}: {
  readonly webhooks: WebhookStore
}): ((batch: readonly Received<Body>[]) => Promise<readonly Outcome[]>) =>
  answerCommands(
    webhooks.execute,
    webhookItems<Body>(false, (principal, { sealedSecret, keepSeconds }, webhook) =>
      decide(principal, { type: 'rotate', sealedSecret, keepMs: keepSeconds * 1_000 }, webhook),
    ),
  )
