import { WebhookRotateBody, WebhookSecretRef } from '@gongdan/contracts'
import { commandRoute, plan } from '../route.ts'

export const rotateWebhook = commandRoute({
  method: 'POST',
  url: '/v1/webhook/rotate',
  operationId: 'rotateWebhook',
  tag: 'notifications',
  summary: 'Give a webhook a new secret 更换密钥',
  description:
    'The new secret stands in this answer and nowhere else. Those before it go on signing beside it for a day, or as ' +
    'long as said.',
  data: WebhookSecretRef,
  refusals: [7001, 7003],
  single: true,
  body: WebhookRotateBody,
  plan: (body, ids, sealer) => {
    const commandId = ids.command(0)
    const item = {
      commandId,
      webhookUuid: body.webhook_uuid,
      sealedSecret: sealer.seal(sealer.secretOf(commandId)),
      keepSeconds: body.keep_seconds,
    }
    return plan({ type: 'webhook.rotate', items: [item], shared: {}, order: [0], single: true })
  },
})
