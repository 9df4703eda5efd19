import {
  DeliveryInspectData,
  DeliveryInspectQuery,
  DeliveryListData,
  DeliveryListQuery,
  DeliveryRef,
  DeliveryReplayBody,
  queues,
  type Refusal,
  refusal,
  WebhookCreateBody,
  WebhookDeleteBody,
  WebhookInspectData,
  WebhookInspectQuery,
  WebhookListData,
  WebhookListQuery,
  WebhookRef,
  WebhookRotateBody,
  WebhookSecretRef,
  WebhookTestBody,
  WebhookUpdateBody,
} from '@gongdan/contracts'
import { commandRequest, singleCommand } from '../batch/commandRequest.ts'
import { checkPage, commandRoute, distinct, queryRoute } from './route.ts'

/** A secret belongs into a field of its own, not before the host of an address (RFC 3986 §3.2.1). */
const checkUrl = (text: string): Refusal | null => {
  const { username, password } = new URL(text)
  return username === '' && password === ''
    ? null
    : refusal(1002, 'url: must not carry a user or a password', 'url：不能带有用户名或密码')
}

/** Robots that sign with a secret which their maker has given out; all others have none of their own. */
const takesSecret = ['dingtalk', 'feishu']

const createWebhook = commandRoute({
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
  toCommand: (body, ids, sealer) => {
    const given = body.secret || null
    if (given !== null && !takesSecret.includes(body.kind)) {
      return refusal(
        1002,
        `secret: a webhook of kind ${body.kind} takes none`,
        `secret：${body.kind} 类型的通知地址不使用密钥`,
      )
    }
    const bad = checkUrl(body.url)
    if (bad !== null) return bad
    const commandId = ids.command(0)
    const webhookUuid = ids.created()
    const secret = body.kind === 'standard' ? sealer.secretOf(commandId) : given
    const item = {
      commandId,
      webhookUuid,
      tenantUuid: body.tenant_uuid,
      name: body.webhook_name,
      kind: body.kind,
      eventTypes: body.event_types,
      language: body.language,
      sealedUrl: sealer.sealUrl(webhookUuid, body.url),
      sealedSecret: secret === null ? null : sealer.sealSecret(webhookUuid, secret),
    }
    return singleCommand('webhook.create', item, {})
  },
})

const updateWebhook = commandRoute({
  url: '/v1/webhook/update',
  operationId: 'updateWebhook',
  tag: 'notifications',
  summary: 'Update a webhook or a chat robot 修改通知地址',
  description: 'What is not given stays as it is. Only `enabled` enables one that was disabled.',
  data: WebhookRef,
  refusals: [3017, 7001, 7002, 7003],
  single: true,
  body: WebhookUpdateBody,
  toCommand: (body, ids, sealer) => {
    const bad = body.url === undefined ? null : checkUrl(body.url)
    if (bad !== null) return bad
    const webhookUuid = body.webhook_uuid
    const item = {
      commandId: ids.command(0),
      webhookUuid,
      name: body.webhook_name ?? null,
      eventTypes: body.event_types ?? null,
      language: body.language ?? null,
      enabled: body.enabled ?? null,
      sealedUrl: body.url === undefined ? null : sealer.sealUrl(webhookUuid, body.url),
      sealedSecret: body.secret ? sealer.sealSecret(webhookUuid, body.secret) : null,
    }
    return singleCommand('webhook.update', item, {})
  },
})

const rotateWebhook = commandRoute({
  url: '/v1/webhook/rotate',
  operationId: 'rotateWebhook',
  tag: 'notifications',
  summary: 'Give a webhook a new secret 更换密钥',
  description:
    'The new secret stands in this answer and nowhere else. Those before it go on signing beside it for a day, or as ' +
    'long as said.',
  data: WebhookSecretRef,
  refusals: [3017, 7001, 7003],
  single: true,
  body: WebhookRotateBody,
  toCommand: (body, ids, sealer) => {
    const commandId = ids.command(0)
    const item = {
      commandId,
      webhookUuid: body.webhook_uuid,
      sealedSecret: sealer.sealSecret(body.webhook_uuid, sealer.secretOf(commandId)),
      keepSeconds: body.keep_seconds,
    }
    return singleCommand('webhook.rotate', item, {})
  },
})

const deleteWebhooks = commandRoute({
  url: '/v1/webhook/delete',
  operationId: 'deleteWebhooks',
  tag: 'notifications',
  summary: 'Delete webhooks and chat robots 删除通知地址',
  description: 'Nothing is sent to them any more, not even what waits.',
  data: WebhookRef,
  refusals: [7001],
  single: false,
  body: WebhookDeleteBody,
  toCommand: ({ list }, ids) => {
    const { items, order } = distinct(list.map((listed) => (typeof listed === 'string' ? listed : listed.webhook_uuid)))
    return commandRequest({
      type: 'webhook.delete',
      items: items.map((webhookUuid, index) => ({ commandId: ids.command(index), webhookUuid })),
      shared: {},
      order,
      single: false,
    })
  },
})

const listWebhooks = queryRoute({
  url: '/v1/webhook/list',
  operationId: 'listWebhooks',
  tag: 'notifications',
  summary: 'List webhooks and chat robots 获取通知地址列表',
  description: 'Those of the tenants that the caller administrates, newest first.',
  data: WebhookListData,
  refusals: [],
  input: WebhookListQuery,
  toQuery: (input, principal) =>
    checkPage(input) ?? {
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

const inspectWebhook = queryRoute({
  url: '/v1/webhook/inspect',
  operationId: 'inspectWebhook',
  tag: 'notifications',
  summary: 'Inspect a webhook or a chat robot 获取通知地址详情',
  description: 'With the times of the secrets that sign now, never with a secret.',
  data: WebhookInspectData,
  refusals: [7001],
  input: WebhookInspectQuery,
  toQuery: (input, principal) => ({
    queue: queues.notificationQueries,
    type: 'webhook.inspect',
    body: { principal, webhookUuid: input.webhook_uuid },
  }),
})

const listDeliveries = queryRoute({
  url: '/v1/webhook/delivery/list',
  operationId: 'listDeliveries',
  tag: 'notifications',
  summary: 'List the deliveries of a webhook 获取投递记录',
  description: 'Of the last 7 days, newest first, each with its last attempts, and how many there are in each state.',
  data: DeliveryListData,
  refusals: [7001],
  input: DeliveryListQuery,
  toQuery: (input, principal) =>
    checkPage(input) ?? {
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

const inspectDelivery = queryRoute({
  url: '/v1/webhook/delivery/inspect',
  operationId: 'inspectDelivery',
  tag: 'notifications',
  summary: 'Inspect a delivery of a webhook 获取投递详情',
  description:
    'With the body that is sent and the last answer of the receiver, of which the first 4 KiB are kept, without the keys ' +
    'and secrets of the webhook.',
  data: DeliveryInspectData,
  refusals: [7001, 7004],
  input: DeliveryInspectQuery,
  toQuery: (input, principal) => ({
    queue: queues.notificationQueries,
    type: 'webhook.inspect-delivery',
    body: { principal, webhookUuid: input.webhook_uuid, deliveryUuid: input.delivery_uuid },
  }),
})

const testWebhook = commandRoute({
  url: '/v1/webhook/test',
  operationId: 'testWebhook',
  tag: 'notifications',
  summary: 'Send a test delivery 发送测试通知',
  description:
    'Queues one delivery of type `webhook.test`, which is sent as any other is; `GET /v1/webhook/delivery/inspect` says ' +
    'what became of it.',
  data: DeliveryRef,
  refusals: [7001, 7003],
  single: true,
  body: WebhookTestBody,
  toCommand: ({ webhook_uuid: webhookUuid }, ids) => {
    const item = { commandId: ids.command(0), webhookUuid, deliveryUuid: ids.created() }
    return singleCommand('webhook.test', item, {})
  },
})

const replayDeliveries = commandRoute({
  url: '/v1/webhook/delivery/replay',
  operationId: 'replayDeliveries',
  tag: 'notifications',
  summary: 'Send deliveries once more 重新投递',
  description: 'Under the ids that they had, so that a receiver which has them already can tell.',
  data: DeliveryRef,
  refusals: [7001, 7003, 7004],
  single: false,
  body: DeliveryReplayBody,
  toCommand: ({ webhook_uuid: webhookUuid, list }, ids) => {
    const { items, order } = distinct(
      list.map((listed) => (typeof listed === 'string' ? listed : listed.delivery_uuid)),
    )
    return commandRequest({
      type: 'webhook.replay',
      items: items.map((deliveryUuid, index) => ({ commandId: ids.command(index), webhookUuid, deliveryUuid })),
      shared: {},
      order,
      single: false,
    })
  },
})

export const webhookRoutes = [
  createWebhook,
  updateWebhook,
  rotateWebhook,
  deleteWebhooks,
  listWebhooks,
  inspectWebhook,
  listDeliveries,
  inspectDelivery,
  replayDeliveries,
  testWebhook,
]
