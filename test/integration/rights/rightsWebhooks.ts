import { randomUUID } from 'node:crypto'
import { WebhookSecretRef } from '@gongdan/contracts'
import type { Caller } from '../../support/caller.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import type { webhookColumns } from './rightsExpectedWebhooks.ts'
import type { RightsHarness } from './rightsHarness.ts'

/** The smallest webhook there is. */
export const webhook = { webhook_name: 'rights', url: 'https://receiver.example/hook' }

type WebhookSituation = (typeof webhookColumns)[number]

/** Makes so many sets of webhooks in every situation. */
export const makeWebhooks = async (
  { callers }: RightsHarness,
  count: number,
): Promise<readonly Readonly<Record<WebhookSituation, string>>[]> => {
  const { superAdministrator: root } = callers
  const create = async (tenant: string): Promise<string> => {
    const reply = await root.post('/v1/webhook/create', { ...webhook, tenant_uuid: tenant })
    return WebhookSecretRef.parse(reply.envelope.data).webhook_uuid
  }
  return mapConcurrently(Array.from({ length: count }), 2, async () => {
    const [own, foreign, removed] = [await create('acme'), await create('globex'), await create('acme')]
    await root.post('/v1/webhook/delete', { list: [removed] })
    return { own, foreign, removed, unknown: randomUUID() }
  })
}

/** What a request on one webhook looks like. */
const bodyOf = (route: string, uuid: string): object => {
  switch (route) {
    case 'POST /v1/webhook/update':
      return { webhook_uuid: uuid, webhook_name: 'changed' }
    case 'POST /v1/webhook/delivery/replay':
      return { webhook_uuid: uuid, list: [randomUUID()] }
    case 'GET /v1/webhook/delivery/inspect':
      return { webhook_uuid: uuid, delivery_uuid: randomUUID() }
    case 'POST /v1/webhook/delete':
      return { list: [uuid] }
    default:
      return { webhook_uuid: uuid }
  }
}

const scodeOf = (data: unknown, whole: number): number => {
  const results: unknown = Object(data).results
  return Array.isArray(results) ? Object(results[0]).scode : whole
}

/** Asks for each of the webhooks by that route: the scode of each one's own result, 7001 where a list lacks it. */
export const webhookScodes = async (
  who: Caller,
  route: string,
  uuids: readonly string[],
): Promise<readonly number[]> => {
  const [method = '', path = ''] = route.split(' ')
  if (path === '/v1/webhook/list') {
    const { envelope } = await who.get(`${path}?page_size=100`)
    if (envelope.scode !== 0) return uuids.map(() => envelope.scode)
    const shown: readonly { readonly webhook_uuid: string }[] = Object(envelope.data).list
    return uuids.map((uuid) => (shown.some(({ webhook_uuid }) => webhook_uuid === uuid) ? 0 : 7001))
  }
  return mapConcurrently(uuids, 4, async (uuid) => {
    const { envelope } = await who.send({ method, path, body: bodyOf(route, uuid), headers: { prefer: 'wait=30' } })
    return scodeOf(envelope.data, envelope.scode)
  })
}
