import { WebhookCreateBody, WebhookSecretRef } from '@gongdan/contracts'
import { refusal } from '../http/refusal.ts'
import { checkUrl } from '../plans/notifications.ts'
import { commandRoute, plan } from '../route.ts'

/** Robots that sign with a secret which their maker has given out; all others have none of their own. */
const takesSecret = ['dingtalk', 'feishu']

export const createWebhook = commandRoute({
  method: 'POST',
  url: '/v1/webhook/create',
  operationId: 'createWebhook',
  tag: 'notifications',
  summary: 'Create a webhook or a chat robot 创建通知地址',
  description:
    'A tenant administrator has the events of the tenant sent to an address, a super administrator those of any tenant. ' +
    'The secret of a standard webhook stands in this answer and nowhere else.',
  data: WebhookSecretRef,
  refusals: [2003, 7002, 7003],
  single: true,
  body: WebhookCreateBody,
  plan: (body, ids, sealer) => {
    const given = body.secret || null
    if (given !== null && !takesSecret.includes(body.kind)) {
      return refusal(1002, `secret: a webhook of kind ${body.kind} takes none`)
    }
    const bad = checkUrl(body.url)
    if (bad !== null) return bad
    const commandId = ids.command(0)
    const secret = body.kind === 'standard' ? sealer.secretOf(commandId) : given
    const item = {
      commandId,
      webhookUuid: ids.created(),
      tenantUuid: body.tenant_uuid,
      name: body.webhook_name,
      kind: body.kind,
      eventTypes: body.event_types,
      sealedUrl: sealer.seal(body.url),
      sealedSecret: secret === null ? null : sealer.seal(secret),
    }
    return plan({ type: 'webhook.create', items: [item], shared: {}, order: [0], single: true })
  },
})
