import type { ListWebhooks, QueryReply, WebhookListData } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { WebhookStore } from '../adapters/webhookStore.ts'
import { listable } from '../domain/rights.ts'
import { listView } from '../domain/view.ts'

interface Needs {
  readonly webhooks: WebhookStore
}

/** webhook.list: those that the caller may manage, newest first; for everybody else there are none. */
export const listWebhooks = ({ webhooks }: Needs) => {
  const list = async ({ principal, tenantUuid, pageNum, pageSize }: ListWebhooks): Promise<QueryReply> => {
    const of = listable(principal, tenantUuid)
    const page =
      of === undefined ? { total: 0, found: [] } : await webhooks.list(of, (pageNum - 1) * pageSize, pageSize)
    const data: WebhookListData = {
      total_count: page.total,
      list: page.found.map(({ uuid, webhook }) => listView(uuid, webhook)),
    }
    return { scode: 0, desc: '', data }
  }
  return async (batch: readonly Received<ListWebhooks>[]): Promise<readonly Outcome[]> =>
    Promise.all(batch.map(async ({ body }) => done(await list(body))))
}
