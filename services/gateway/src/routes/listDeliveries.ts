import { DeliveryListData, DeliveryListQuery, queues } from '@gongdan/contracts'
import { refusal } from '../http/refusal.ts'
import { queryRoute } from '../route.ts'
import { MAX_OFFSET } from './listTickets.ts'

export const listDeliveries = queryRoute({
  url: '/v1/webhook/delivery/list',
  operationId: 'listDeliveries',
  tag: 'notifications',
  summary: 'List the deliveries of a webhook 获取投递记录',
  description: 'Of the last 7 days, newest first, each with its last attempts. By query string, JSON body or both.',
  data: DeliveryListData,
  refusals: [7001],
  input: DeliveryListQuery,
  question: (input, principal) =>
    input.page_num * input.page_size > MAX_OFFSET
      ? refusal(1002, `page_num: page_num × page_size is beyond ${MAX_OFFSET}`)
      : {
          queue: queues.notificationQueries,
          type: 'webhook.list-deliveries',
          body: {
            principal,
            webhookUuid: input.webhook_uuid,
            state: input.filter_state ?? null,
            ticketUuid: input.filter_ticket_uuid ?? null,
            pageNum: input.page_num,
            pageSize: input.page_size,
          },
        },
})
