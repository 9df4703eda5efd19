import type { CommandBody, CommandOutcome, Principal } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { DeliveryStore } from '../adapters/deliveryStore.ts'
import type { LaneStore } from '../adapters/laneStore.ts'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import { mayManage } from '../domain/rights.ts'
import type { LiveWebhook } from '../domain/webhook.ts'

interface Needs {
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly lanes: LaneStore
}

type Body = CommandBody<'webhook.replay'>

/** webhook.replay: deliveries are sent once more, under the ids they had; one that is waiting anyway goes on waiting. */
export const replayDeliveries = ({ webhooks, deliveries, lanes }: Needs) => {
  const replay = async (
    principal: Principal,
    { commandId, webhookUuid, deliveryUuid }: Body['items'][number],
    webhook: LiveWebhook | undefined,
  ): Promise<CommandOutcome> => {
    const about = { commandId, uuid: deliveryUuid, name: '' }
    if (webhook === undefined || !mayManage(principal, webhook.tenantUuid)) {
      return { ...about, scode: 7001, desc: 'webhook_uuid names no webhook' }
    }
    if (!webhook.enabled) return { ...about, scode: 7003, desc: 'the webhook is switched off' }
    const found = await deliveries.replay(webhookUuid, deliveryUuid, commandId)
    if (found === null) return { ...about, scode: 7004, desc: 'there is no such delivery of the webhook' }
    await lanes.wake([found.lane])
    return { ...about, scode: 0, desc: '' }
  }

  return async (batch: readonly Received<Body>[]): Promise<readonly Outcome[]> => {
    const uuids = [...new Set(batch.flatMap(({ body }) => body.items.map(({ webhookUuid }) => webhookUuid)))]
    const known = new Map((await webhooks.find(uuids)).map(({ uuid, webhook }) => [uuid, webhook]))
    return Promise.all(
      batch.map(async ({ body: { principal, items } }) => {
        const outcomes = await Promise.all(items.map((item) => replay(principal, item, known.get(item.webhookUuid))))
        return done({ outcomes })
      }),
    )
  }
}
