import {
  type DeliveryListData,
  defaultSettings,
  type FeedPages,
  type InspectSettings,
  type InspectWebhook,
  type ListDeliveries,
  type ListWebhooks,
  type notificationQueries,
  type Principal,
  type ReadFeeds,
  type Refusal,
  refusal,
  userKey,
  type WebhookListData,
} from '@gongdan/contracts'
import type { Handlers } from '@gongdan/messaging'
import { answerQueries } from '@gongdan/service'
import type { DeliveryStore, FeedStore, KnownWebhook, SettingsStore, WebhookStore } from '../domain/ports.ts'
import { listable, mayManage } from '../domain/rights.ts'
import { deliveryView, inspectView, listView } from '../domain/view.ts'

export interface QueryDeps {
  readonly webhooks: Pick<WebhookStore, 'find' | 'list'>
  readonly deliveries: Pick<DeliveryStore, 'list'>
  readonly settings: Pick<SettingsStore, 'find'>
  readonly feeds: Pick<FeedStore, 'read'>
  readonly now: () => number
}

const noSuchWebhook: Refusal = refusal(7001, 'webhook_uuid names no webhook', '没有 webhook_uuid 所指的通知地址')

/** The queries of the notification service (contract §5). */
export const queryHandlers = ({
  webhooks,
  deliveries,
  settings,
  feeds,
  now,
}: QueryDeps): Handlers<typeof notificationQueries> => {
  /** The webhook, if the caller may manage it. */
  const findManaged = async (principal: Principal, webhookUuid: string): Promise<KnownWebhook | undefined> => {
    const [known] = await webhooks.find([webhookUuid])
    return known !== undefined && mayManage(principal, known.webhook.tenantUuid) ? known : undefined
  }

  return {
    'webhook.list': answerQueries(
      async ({ principal, tenantUuid, pageNum, pageSize }: ListWebhooks): Promise<WebhookListData> => {
        const of = listable(principal, tenantUuid)
        const page =
          of === undefined ? { total: 0, found: [] } : await webhooks.list(of, (pageNum - 1) * pageSize, pageSize)
        return { total_count: page.total, list: page.found.map(({ uuid, webhook }) => listView(uuid, webhook)) }
      },
    ),
    'webhook.inspect': answerQueries(async ({ principal, webhookUuid }: InspectWebhook) => {
      const known = await findManaged(principal, webhookUuid)
      return known === undefined ? noSuchWebhook : inspectView(known.uuid, known.webhook, now())
    }),
    'webhook.list-deliveries': answerQueries(async (query: ListDeliveries): Promise<DeliveryListData | Refusal> => {
      const { principal, webhookUuid, state, ticketUuid, pageNum, pageSize } = query
      if ((await findManaged(principal, webhookUuid)) === undefined) return noSuchWebhook
      const page = await deliveries.list({ webhookUuid, state, ticketUuid }, (pageNum - 1) * pageSize, pageSize)
      return { total_count: page.total, list: page.found.map(deliveryView) }
    }),
    'notification.settings': answerQueries(async ({ principal }: InspectSettings) => {
      const user = userKey(principal)
      return (await settings.find([user])).get(user) ?? defaultSettings
    }),
    'notification.feed': answerQueries(
      async (query: ReadFeeds): Promise<FeedPages> => ({ pages: [...(await feeds.read(query.feeds))] }),
    ),
  }
}
