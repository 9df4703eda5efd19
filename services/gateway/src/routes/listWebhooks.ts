import { queues, WebhookListData, WebhookListQuery } from '@gongdan/contracts'
import { refusal } from '../http/refusal.ts'
import { queryRoute } from '../route.ts'
import { MAX_OFFSET } from './listTickets.ts'

export const listWebhooks = queryRoute({
  url: '/v1/webhook/list',
  operationId: 'listWebhooks',
  tag: 'notifications',
  summary: 'List webhooks and chat robots 获取通知地址列表',
  description: 'Those of the tenants that the caller administrates, newest first. By query string, JSON body or both.',
  data: WebhookListData,
  refusals: [],
  input: WebhookListQuery,
  question: (input, principal) =>
    input.page_num * input.page_size > MAX_OFFSET
      ? refusal(1002, `page_num: page_num × page_size is beyond ${MAX_OFFSET}`)
      : {
          queue: queues.notificationQueries,
          type: 'webhook.list',
          body: {
            principal,
            tenantUuid: input.tenant_uuid ?? null,
            pageNum: input.page_num,
            pageSize: input.page_size,
          },
        },
})
