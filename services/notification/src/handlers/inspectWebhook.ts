import type { InspectWebhook, QueryReply } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import { mayManage } from '../domain/rights.ts'
import { inspectView } from '../domain/view.ts'

interface Needs {
  readonly webhooks: WebhookStore
  readonly now: () => number
}

/** webhook.inspect: one webhook, without its secrets. */
export const inspectWebhook = ({ webhooks, now }: Needs) => {
  const inspect = async ({ principal, webhookUuid }: InspectWebhook): Promise<QueryReply> => {
    const [known] = await webhooks.find([webhookUuid])
    if (known === undefined || !mayManage(principal, known.webhook.tenantUuid)) {
      return { scode: 7001, desc: 'webhook_uuid names no webhook', data: null }
    }
    return { scode: 0, desc: '', data: inspectView(known.uuid, known.webhook, now()) }
  }
  return async (batch: readonly Received<InspectWebhook>[]): Promise<readonly Outcome[]> =>
    Promise.all(batch.map(async ({ body }) => done(await inspect(body))))
}
