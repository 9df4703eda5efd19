import { WebhookRef, WebhookUpdateBody } from '@gongdan/contracts'
import { checkUrl } from '../plans/notifications.ts'
import { commandRoute, plan } from '../route.ts'

export const updateWebhook = commandRoute({
  method: 'POST',
  url: '/v1/webhook/update',
  operationId: 'updateWebhook',
  tag: 'notifications',
  summary: 'Update a webhook or a chat robot 修改通知地址',
  description: 'An address or a secret that is not given stays as it is. One that was disabled is enabled again.',
  data: WebhookRef,
  refusals: [7001, 7002, 7003],
  single: true,
  body: WebhookUpdateBody,
  plan: (body, ids, sealer) => {
    const bad = body.url === undefined ? null : checkUrl(body.url)
    if (bad !== null) return bad
    const item = {
      commandId: ids.command(0),
      webhookUuid: body.webhook_uuid,
      name: body.webhook_name,
      eventTypes: body.event_types,
      enabled: body.enabled,
      sealedUrl: body.url === undefined ? null : sealer.seal(body.url),
      sealedSecret: body.secret ? sealer.seal(body.secret) : null,
    }
    return plan({ type: 'webhook.update', items: [item], shared: {}, order: [0], single: true })
  },
})
