import { queues, WebhookInspectData, WebhookInspectQuery } from '@gongdan/contracts'
import { queryRoute } from '../route.ts'

export const inspectWebhook = queryRoute({
  url: '/v1/webhook/inspect',
  operationId: 'inspectWebhook',
  tag: 'notifications',
  summary: 'Inspect a webhook or a chat robot 获取通知地址详情',
  description: 'With the times of the secrets that sign now, never with a secret. By query string, JSON body or both.',
  data: WebhookInspectData,
  refusals: [7001],
  input: WebhookInspectQuery,
  question: (input, principal) => ({
    queue: queues.notificationQueries,
    type: 'webhook.inspect',
    body: { principal, webhookUuid: input.webhook_uuid },
  }),
})
