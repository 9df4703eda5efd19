import {
  type DeliveryInspectData,
  type DeliveryListData,
  defaultSettings,
  type FeedPages,
  type InspectDelivery,
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
import type { Delivery } from '../domain/delivery.ts'
import { payloadOf } from '../domain/notice.ts'
import type { DeliveryStore, FeedStore, KnownWebhook, SettingsStore, WebhookStore } from '../domain/ports.ts'
import { listable, mayManage } from '../domain/rights.ts'
import { robotBody, robotText } from '../domain/robots.ts'
import { deliveryView, inspectView, listView } from '../domain/view.ts'
import type { LiveWebhook } from '../domain/webhook.ts'

export interface QueryDeps {
  readonly webhooks: Pick<WebhookStore, 'find' | 'list'>
  readonly deliveries: Pick<DeliveryStore, 'list' | 'count' | 'find'>
  readonly settings: Pick<SettingsStore, 'find'>
  readonly feeds: Pick<FeedStore, 'read'>
  /** The URL under which a person reads a ticket, with `{ticket_uuid}` in it; `""`: there is none. */
  readonly publicUrl: string
  readonly now: () => number
}

/** No list says more. */
const MAX_TOTAL = 10_000

const noSuchWebhook: Refusal = refusal(7001, 'webhook_uuid names no webhook', '没有 webhook_uuid 所指的通知地址')

/** The queries of the notification service (contract §5). */
export const queryHandlers = ({
  webhooks,
  deliveries,
  settings,
  feeds,
  publicUrl,
  now,
}: QueryDeps): Handlers<typeof notificationQueries> => {
  /** The webhook, if the caller may manage it. */
  const findManaged = async (principal: Principal, webhookUuid: string): Promise<KnownWebhook | undefined> => {
    const [known] = await webhooks.find([webhookUuid])
    return known !== undefined && mayManage(principal, known.webhook.tenantUuid) ? known : undefined
  }

  /** What is sent of a delivery, in a message of its own. */
  const bodyOf = ({ notice }: Delivery, { kind, language }: LiveWebhook): string =>
    kind === 'standard'
      ? payloadOf(notice)
      : JSON.stringify(robotBody(kind, robotText([notice], publicUrl, language).text))

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
      const filter = { webhookUuid, state, ticketUuid }
      const [counts, found] = await Promise.all([
        deliveries.count(filter),
        deliveries.list(filter, (pageNum - 1) * pageSize, pageSize),
      ])
      const total = state === null ? counts.pending + counts.delivered + counts.failed : counts[state]
      return { total_count: Math.min(total, MAX_TOTAL), counts, list: found.map(deliveryView) }
    }),
    'webhook.inspect-delivery': answerQueries(
      async ({ principal, webhookUuid, deliveryUuid }: InspectDelivery): Promise<DeliveryInspectData | Refusal> => {
        const known = await findManaged(principal, webhookUuid)
        if (known === undefined) return noSuchWebhook
        const delivery = await deliveries.find(webhookUuid, deliveryUuid)
        if (delivery === null)
          return refusal(
            7004,
            'delivery_uuid names no delivery of the webhook',
            '该通知地址没有 delivery_uuid 所指的投递记录',
          )
        return { ...deliveryView(delivery), payload: bodyOf(delivery, known.webhook), answer: delivery.answer }
      },
    ),
    'notification.settings': answerQueries(async ({ principal }: InspectSettings) => {
      const user = userKey(principal)
      return (await settings.find([user])).get(user) ?? defaultSettings
    }),
    'notification.feed': answerQueries(
      async (query: ReadFeeds): Promise<FeedPages> => ({ pages: [...(await feeds.read(query.feeds))] }),
    ),
  }
}
