import { parseSealKeys } from '@gongdan/service'
import { expect, test } from '@jest/globals'
import type { NewDelivery } from '../../domain/delivery.ts'
import type { DeliveryStore, KnownWebhook } from '../../domain/ports.ts'
import { ticketEvent } from '../../domain/ticketEvent.fixture.ts'
import { webhookChannel } from './webhook.ts'

const webhookNamed = (uuid: string): KnownWebhook => ({
  uuid,
  webhook: {
    ...{ status: 'live', version: 1, tenantUuid: 't1', name: uuid, kind: 'standard', language: 'zh' },
    ...{ eventTypes: ['ticket.submitted'], sealedUrl: '', shownUrl: '', secrets: [] },
    ...{ enabled: true, disabledReason: '', creator: { userUuid: 'li', userName: '' }, createdAt: 0 },
  },
})

const unused = async (): Promise<never> => {
  throw new Error('not called')
}

test('deliveries to webhooks are queued at most 1 MiB at once, and those to one in the order of the events', async () => {
  const added: (readonly NewDelivery[])[] = []
  const uuids = Array.from({ length: 20 }, (_, n) => `webhook${n}`)
  const channel = webhookChannel({
    queue: { add: async (deliveries) => void added.push(deliveries) },
    webhooks: { execute: unused, find: unused, enabledOf: async () => uuids.map(webhookNamed) },
    deliveries: {} as DeliveryStore,
    keys: parseSealKeys(`test:${Buffer.alloc(32).toString('base64')}`),
    http: { post: unused },
    robotRateLimiter: { take: unused },
    publicUrl: '',
    log: { warn: () => {} },
    scale: 1,
    clock: Date.now,
    random: () => 0,
    countAttempt: () => {},
  })
  const ids = Array.from({ length: 30 }, (_, n) => `event ${n}`)
  const events = ids.map((id) => ticketEvent({ id, ticketReason: '\u{1F600}'.repeat(2_000) }))
  await channel.notify(events, [])
  for (const deliveries of added) expect(Buffer.byteLength(JSON.stringify(deliveries))).toBeLessThan(1024 * 1024)
  const ofWebhook = Map.groupBy(added.flat(), ({ target }) => target)
  expect([...ofWebhook.keys()].toSorted()).toEqual(uuids.toSorted())
  for (const own of ofWebhook.values()) expect(own.map(({ notice }) => notice.event_id)).toEqual(ids)
})
