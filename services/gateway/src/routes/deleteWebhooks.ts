import { WebhookDeleteBody, WebhookRef } from '@gongdan/contracts'
import { places } from '../plans/places.ts'
import { commandRoute, plan } from '../route.ts'

export const deleteWebhooks = commandRoute({
  method: 'POST',
  url: '/v1/webhook/delete',
  operationId: 'deleteWebhooks',
  tag: 'notifications',
  summary: 'Delete webhooks and chat robots 删除通知地址',
  description: 'Nothing is sent to them any more, not even what waits.',
  data: WebhookRef,
  refusals: [7001],
  single: false,
  body: WebhookDeleteBody,
  plan: ({ list }, ids) => {
    const { items, order } = places(list.map((ref) => (typeof ref === 'string' ? ref : ref.webhook_uuid)))
    return plan({
      type: 'webhook.delete',
      items: items.map((webhookUuid, index) => ({ commandId: ids.command(index), webhookUuid })),
      shared: {},
      order,
      single: false,
    })
  },
})
