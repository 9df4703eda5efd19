import type { SealKeys } from '@gongdan/service'
import { unseal } from '@gongdan/service'
import type { DeliveryStore } from '../adapters/deliveryStore.ts'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import { validSecrets } from '../domain/webhook.ts'
import type { RunLane } from './delivering.ts'
import type { deliverRobots } from './deliverRobots.ts'
import type { deliverStandard } from './deliverStandard.ts'

/** A webhook with its seals broken: only in hand while something is sent, never kept, logged or told. */
export interface OpenWebhook {
  readonly uuid: string
  readonly url: string
  readonly secrets: readonly string[]
}

export interface DeliverWebhooksNeeds {
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly keys: SealKeys
  readonly standard: ReturnType<typeof deliverStandard>
  readonly robots: ReturnType<typeof deliverRobots>
  readonly clock: () => number
}

/** Works off the lane of a webhook, by its kind. Nothing is sent to one that is gone or switched off: it can be asked for anew. */
export const deliverWebhooks =
  ({ webhooks, deliveries, keys, standard, robots, clock }: DeliverWebhooksNeeds): RunLane =>
  async (claim) => {
    const uuid = claim.lane.slice(claim.lane.indexOf(' ') + 1)
    const [known] = await webhooks.find([uuid])
    if (known === undefined || !known.webhook.enabled) {
      await deliveries.giveUp(claim.lane, known === undefined ? 'the webhook is gone' : 'the webhook is switched off')
      return 0
    }
    const { kind, sealedUrl, secrets } = known.webhook
    const open: OpenWebhook = {
      uuid,
      url: unseal(keys, sealedUrl),
      secrets: validSecrets(secrets, clock()).map(({ sealed }) => unseal(keys, sealed)),
    }
    return kind === 'standard' ? standard(claim, open) : robots(claim, kind, open)
  }
