import type { DeliveryListData, ListDeliveries, QueryReply } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { DeliveryDocument } from '../adapters/deliveryDocument.ts'
import type { DeliveryStore } from '../adapters/deliveryStore.ts'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import { mayManage } from '../domain/rights.ts'
import { deliveryView } from '../domain/view.ts'

interface Needs {
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
}

const viewOf = ({ _id, target, dueAt, ...delivery }: DeliveryDocument) =>
  deliveryView({ ...delivery, uuid: _id, webhookUuid: target, dueAt })

/** webhook.list-deliveries: what was and is to be sent to a webhook, newest first; for 7 days after it was over. */
export const listDeliveries = ({ webhooks, deliveries }: Needs) => {
  const list = async (query: ListDeliveries): Promise<QueryReply> => {
    const { principal, webhookUuid, state, ticketUuid, pageNum, pageSize } = query
    const [known] = await webhooks.find([webhookUuid])
    if (known === undefined || !mayManage(principal, known.webhook.tenantUuid)) {
      return { scode: 7001, desc: 'webhook_uuid names no webhook', data: null }
    }
    const page = await deliveries.list({ webhookUuid, state, ticketUuid }, (pageNum - 1) * pageSize, pageSize)
    const data: DeliveryListData = { total_count: page.total, list: page.found.map(viewOf) }
    return { scode: 0, desc: '', data }
  }
  return async (batch: readonly Received<ListDeliveries>[]): Promise<readonly Outcome[]> =>
    Promise.all(batch.map(async ({ body }) => done(await list(body))))
}
