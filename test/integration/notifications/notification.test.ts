import { randomUUID } from 'node:crypto'
import {
  DeliveryInspectData,
  DeliveryListData,
  type TicketEvent,
  WebhookInspectData,
  WebhookListData,
} from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import { eventually } from '../../support/eventually.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhookReceiver.ts'
import { verifyInPython } from '../../webhook-verifier/verifyInPython.ts'
import { administrator, eventIn, type NotificationHarness, openNotificationHarness } from './notificationHarness.ts'

jest.setTimeout(90_000)

let harness: NotificationHarness
const receivers: WebhookReceiver[] = []
const tenant = () => `t-${randomUUID().slice(0, 8)}`

beforeAll(async () => {
  // A thousandth of the schedule: the second try after 5 ms, the tenth after 86 s.
  harness = await openNotificationHarness({ processes: 2, env: { NOTIFY_RETRY_SCALE: '0.001' } })
}, 150_000)
afterAll(async () => {
  await harness.close()
  await Promise.all(receivers.map((receiver) => receiver.close()))
})

const receiver = async (...behaviour: Parameters<typeof startWebhookReceiver>) => {
  const one = await startWebhookReceiver(...behaviour)
  receivers.push(one)
  return one
}
const ids = ({ arrived }: WebhookReceiver) => arrived.map(({ headers }) => headers['webhook-id'])
const arrivals = (at: WebhookReceiver, count: number) =>
  eventually(() => expect(at.arrived.length).toBeGreaterThanOrEqual(count), { withinMs: 20_000 })
const log = async (tenantUuid: string, webhookUuid: string, said: object = {}) => {
  const question = { webhookUuid, state: null, ticketUuid: null, pageNum: 1, pageSize: 100, ...said }
  const { data } = await harness.ask('webhook.list-deliveries', { principal: administrator(tenantUuid), ...question })
  return DeliveryListData.parse(data)
}
const settled = (tenantUuid: string, webhookUuid: string, state: string, count: number) =>
  eventually(
    async () => {
      const { list } = await log(tenantUuid, webhookUuid)
      expect(list.filter(({ delivery_state }) => delivery_state === state)).toHaveLength(count)
      return list
    },
    { withinMs: 30_000 },
  )

describe('a webhook', () => {
  test('gets what happens to the tickets of its tenant, signed so that Standard Webhooks verifies it', async () => {
    const [mine, at] = [tenant(), await receiver()]
    const { uuid, secret, outcome } = await harness.createWebhook(mine, `${at.url}?token=top-secret`)
    expect(outcome).toMatchObject({ scode: 0, uuid, name: 'hook' })
    const event = eventIn(mine)
    await harness.publish(eventIn(tenant()))
    await harness.publish(eventIn(mine, { state: 'saved', type: 'ticket.deleted' }))
    await harness.publish(event)
    await arrivals(at, 1)
    const [arrived] = at.arrived
    expect(new Webhook(secret).verify(arrived?.body ?? '', arrived?.headers ?? {})).toMatchObject({
      type: 'ticket.submitted',
      data: { event_id: event.id, ticket_uuid: event.ticketUuid, ticket_state: '待审批', owner_uuid: 'auditor' },
    })
    const { headers = {}, body = '' } = arrived ?? {}
    const another = `whsec_${Buffer.alloc(32).toString('base64')}`
    expect(
      await verifyInPython([
        { secret, headers, body },
        { secret, headers, body: `${body} ` },
        { secret: another, headers, body },
      ]),
    ).toEqual(['verified', 'refused: No matching signature found', 'refused: No matching signature found'])
    const [logged] = await settled(mine, uuid, 'delivered', 1)
    expect(logged).toMatchObject({ delivery_uuid: ids(at)[0], event_id: event.id, attempt_count: 1, next_time: 0 })
    expect(at.arrived).toHaveLength(1)
  })

  test('gets each event once, though every message comes three times and in any order (F13)', async () => {
    const [mine, at] = [tenant(), await receiver()]
    const { uuid } = await harness.createWebhook(mine, at.url)
    const events = Array.from({ length: 30 }, () => eventIn(mine))
    const copies = [...events, ...events, ...events].toSorted((a, b) => (a.id + a.seq).localeCompare(b.id))
    await Promise.all(copies.toReversed().map(harness.publish))
    await settled(mine, uuid, 'delivered', 30)
    await harness.publish(events[0] as TicketEvent)
    const after = eventIn(mine)
    await harness.publish(after)
    await settled(mine, uuid, 'delivered', 31)
    expect(new Set(ids(at)).size).toBe(31)
    expect(at.arrived).toHaveLength(31)
  })

  test('gets what happens to one ticket in its order', async () => {
    const [mine, at] = [tenant(), await receiver()]
    const { uuid } = await harness.createWebhook(mine, at.url)
    const tickets = [randomUUID(), randomUUID(), randomUUID()]
    const events = Array.from({ length: 60 }, (_, index) =>
      eventIn(mine, {
        ticketUuid: tickets[index % 3] ?? '',
        seq: Math.floor(index / 3) + 1,
        type: index % 2 === 0 ? 'ticket.submitted' : 'ticket.passed',
      }),
    )
    await Promise.all(events.map(harness.publish))
    await settled(mine, uuid, 'delivered', 60)
    const seqs = Map.groupBy(
      at.arrived.map(({ body }) => JSON.parse(body).data),
      ({ ticket_uuid }) => ticket_uuid,
    )
    for (const those of seqs.values()) expect(those.map(({ seq }) => seq)).toEqual(those.map((_, index) => index + 1))
  })

  test('whose secret is rotated is signed for both secrets, until it keeps the new one only', async () => {
    const [mine, at] = [tenant(), await receiver()]
    const { uuid, secret } = await harness.createWebhook(mine, at.url)
    const next = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const rotate = (keepSeconds: number) =>
      harness.send('webhook.rotate', administrator(mine), {
        commandId: randomUUID(),
        webhookUuid: uuid,
        sealedSecret: harness.sealSecret(uuid, next),
        keepSeconds,
      })
    expect(await rotate(3_600)).toMatchObject({ scode: 0 })
    await harness.publish(eventIn(mine))
    await arrivals(at, 1)
    for (const one of [secret, next]) new Webhook(one).verify(at.arrived[0]?.body ?? '', at.arrived[0]?.headers ?? {})
    expect(await rotate(0)).toMatchObject({ scode: 0 })
    await harness.publish(eventIn(mine))
    await arrivals(at, 2)
    const [, last] = at.arrived
    new Webhook(next).verify(last?.body ?? '', last?.headers ?? {})
    expect(() => new Webhook(secret).verify(last?.body ?? '', last?.headers ?? {})).toThrow('No matching signature')
  })
})

describe('a receiver (F18)', () => {
  test('that is down gets everything once it is back, once an id', async () => {
    const [mine, at] = [tenant(), await receiver()]
    const { uuid } = await harness.createWebhook(mine, at.url)
    await at.goDown()
    await Promise.all(Array.from({ length: 10 }, () => harness.publish(eventIn(mine))))
    await eventually(async () => expect((await log(mine, uuid)).list.some((one) => one.attempt_count > 0)).toBe(true), {
      withinMs: 10_000,
    })
    await at.comeBack()
    const list = await settled(mine, uuid, 'delivered', 10)
    expect(new Set(ids(at)).size).toBe(10)
    expect(at.arrived).toHaveLength(10)
    expect(list.flatMap(({ attempts }) => attempts.map(({ error }) => error))).toContain('ECONNREFUSED')
  })

  test('that answers 3xx or 500 is tried again under the same id', async () => {
    const [mine, at] = [tenant(), await receiver()]
    const answers = [302, 500, 200]
    at.behave(() => ({ status: answers.shift() ?? 200, headers: { location: 'http://127.0.0.1:1/' } }))
    const { uuid } = await harness.createWebhook(mine, at.url)
    await harness.publish(eventIn(mine))
    const [logged] = await settled(mine, uuid, 'delivered', 1)
    expect(logged?.attempts.map(({ status }) => status)).toEqual([302, 500, 200])
    expect(new Set(ids(at)).size).toBe(1)
    expect(new Set(at.arrived.map(({ body }) => body)).size).toBe(1)
  })

  test('that asks to be left alone is left alone, whatever comes in', async () => {
    const [mine, at] = [tenant(), await receiver()]
    at.behave(() => (at.arrived.length === 1 ? { status: 503, headers: { 'retry-after': '2' } } : { status: 200 }))
    const { uuid } = await harness.createWebhook(mine, at.url)
    await harness.publish(eventIn(mine))
    await arrivals(at, 1)
    await harness.publish(eventIn(mine))
    await settled(mine, uuid, 'delivered', 2)
    const [first, second] = at.arrived
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_900)
  })

  test('that asks to be left alone for long is sent what is asked for, and all that waits once its webhook is updated', async () => {
    const [mine, at] = [tenant(), await receiver()]
    at.behave(() => ({ status: 503, headers: { 'retry-after': '3600' } }))
    const { uuid } = await harness.createWebhook(mine, at.url)
    const ofWebhook = (said: object) => ({ commandId: randomUUID(), webhookUuid: uuid, ...said })
    const attempted = (count: number) =>
      eventually(
        async () => {
          const { list } = await log(mine, uuid)
          expect(list.filter((one) => one.attempt_count > 0)).toHaveLength(count)
          return list
        },
        { withinMs: 20_000 },
      )
    await harness.publish(eventIn(mine))
    const [first] = await attempted(1)
    const test = ofWebhook({ deliveryUuid: randomUUID() })
    expect(await harness.send('webhook.test', administrator(mine), test)).toMatchObject({ scode: 0 })
    await attempted(2)
    at.behave(() => ({ status: 200 }))
    const replay = ofWebhook({ deliveryUuid: first?.delivery_uuid })
    expect(await harness.send('webhook.replay', administrator(mine), replay)).toMatchObject({ scode: 0 })
    await settled(mine, uuid, 'delivered', 1)

    at.behave(() => ({ status: 503, headers: { 'retry-after': '3600' } }))
    await harness.publish(eventIn(mine))
    await attempted(3)
    at.behave(() => ({ status: 200 }))
    await harness.publish(eventIn(mine))
    await eventually(async () => expect((await log(mine, uuid)).total_count).toBe(4), { withinMs: 20_000 })
    expect((await log(mine, uuid, { state: 'delivered' })).total_count).toBe(1)
    const on = ofWebhook({ enabled: true, name: null, eventTypes: null, sealedUrl: null, sealedSecret: null })
    expect(await harness.send('webhook.update', administrator(tenant()), on)).toMatchObject({ scode: 7001 })
    expect(await harness.send('webhook.update', administrator(mine), { ...on, commandId: randomUUID() })).toMatchObject(
      { scode: 0 },
    )
    await settled(mine, uuid, 'delivered', 2)
  })

  test('that is gone (410) is switched off, and gets again what is asked for once it is back on', async () => {
    const [mine, at] = [tenant(), await receiver(() => ({ status: 410 }))]
    const { uuid } = await harness.createWebhook(mine, at.url)
    await harness.publish(eventIn(mine))
    const [logged] = await settled(mine, uuid, 'failed', 1)
    const inspect = async () => {
      const { data } = await harness.ask('webhook.inspect', { principal: administrator(mine), webhookUuid: uuid })
      return WebhookInspectData.parse(data)
    }
    await eventually(async () => expect((await inspect()).enabled).toBe(false), { withinMs: 20_000 })
    expect(await inspect()).toMatchObject({ disabled_reason: 'the receiver answered 410', url: at.url })
    const replay = { commandId: randomUUID(), webhookUuid: uuid, deliveryUuid: logged?.delivery_uuid }
    expect(await harness.send('webhook.replay', administrator(mine), replay)).toMatchObject({ scode: 7003 })
    at.behave(() => ({ status: 200 }))
    const on = { name: 'hook', eventTypes: ['ticket.submitted'], enabled: true, sealedUrl: null, sealedSecret: null }
    const update = { commandId: randomUUID(), webhookUuid: uuid, ...on }
    expect(await harness.send('webhook.update', administrator(mine), update)).toMatchObject({ scode: 0 })
    expect(
      await harness.send('webhook.replay', administrator(mine), { ...replay, commandId: randomUUID() }),
    ).toMatchObject({ scode: 0 })
    await settled(mine, uuid, 'delivered', 1)
    expect(new Set(ids(at)).size).toBe(1)
  })

  test('that never answers delays no other', async () => {
    const [mine, dead, at] = [tenant(), await receiver(() => ({ status: 200, afterMs: 60_000 })), await receiver()]
    const { uuid: deadUuid } = await harness.createWebhook(mine, dead.url)
    const { uuid } = await harness.createWebhook(mine, at.url)
    await Promise.all(Array.from({ length: 50 }, () => harness.publish(eventIn(mine))))
    await settled(mine, uuid, 'delivered', 50)
    expect((await log(mine, deadUuid, { state: 'delivered' })).total_count).toBe(0)
    expect((await log(mine, deadUuid, { state: 'pending' })).total_count).toBe(50)
  })
})

describe('what administrators see', () => {
  test('is their own tenant’s webhooks, without keys and secrets', async () => {
    const [mine, at] = [tenant(), await receiver()]
    const { uuid } = await harness.createWebhook(mine, `${at.url}?token=top-secret`)
    const list = async (of: string) => {
      const question = { principal: administrator(of), tenantUuid: null, pageNum: 1, pageSize: 10 }
      return WebhookListData.parse((await harness.ask('webhook.list', question)).data)
    }
    expect((await list(mine)).list).toMatchObject([{ webhook_uuid: uuid, url: `${at.url}?…`, enabled: true }])
    expect((await list(tenant())).total_count).toBe(0)
    const foreign = await harness.ask('webhook.inspect', { principal: administrator(tenant()), webhookUuid: uuid })
    expect(foreign).toMatchObject({ scode: 7001, data: null })
  })

  test('is what became of a test delivery, with what was sent and what the receiver answered', async () => {
    const [mine, at] = [tenant(), await receiver(() => ({ status: 200, body: 'who sent token=top-secret?' }))]
    const { uuid } = await harness.createWebhook(mine, `${at.url}?token=top-secret`)
    const [deliveryUuid, principal] = [randomUUID(), administrator(mine)]
    const test = { commandId: randomUUID(), webhookUuid: uuid, deliveryUuid }
    expect(await harness.send('webhook.test', principal, test)).toMatchObject({ scode: 0, uuid: deliveryUuid })
    expect(await harness.send('webhook.test', principal, test)).toMatchObject({ scode: 0, uuid: deliveryUuid })
    await arrivals(at, 1)
    const inspect = async (of: string) => {
      return harness.ask('webhook.inspect-delivery', { principal: administrator(of), webhookUuid: uuid, deliveryUuid })
    }
    await eventually(
      async () => {
        const inspected = DeliveryInspectData.parse((await inspect(mine)).data)
        expect(inspected).toMatchObject({
          event_type: 'webhook.test',
          payload: at.arrived[0]?.body,
          answer: 'who sent token=***?',
        })
        expect(inspected.attempts[0]).toMatchObject({ status: 200, error: '' })
      },
      { withinMs: 20_000 },
    )
    expect((await log(mine, uuid, {})).counts).toEqual({ pending: 0, delivered: 1, failed: 0 })
    expect(ids(at)).toEqual([deliveryUuid])
    expect(await inspect(tenant())).toMatchObject({ scode: 7001, data: null })
    const off = { commandId: randomUUID(), webhookUuid: uuid, enabled: false }
    expect(await harness.send('webhook.update', principal, off)).toMatchObject({ scode: 0 })
    expect(
      await harness.send('webhook.test', principal, { ...test, commandId: randomUUID(), deliveryUuid: randomUUID() }),
    ).toMatchObject({ scode: 7003 })
  })

  test('is a refusal of an address that is not public', async () => {
    const { outcome } = await harness.createWebhook(tenant(), 'https://169.254.169.254/latest/meta-data')
    expect(outcome).toMatchObject({ scode: 7002, desc: { en: 'url names an address that is not public' } })
  })
})

test('no secret and no key reached the log or the database', async () => {
  const documents = JSON.stringify(await harness.store.db.collection('webhooks').find().toArray())
  expect(documents).toContain('sealedUrl')
  for (const text of [documents, harness.output.join('')]) {
    expect(text).not.toContain('top-secret')
    expect(text).not.toContain('whsec_')
  }
})

test('a tenant has 50 webhooks at most, however many are created at once, and one more for each that goes', async () => {
  const mine = tenant()
  const create = async () => (await harness.createWebhook(mine, 'https://receiver.example/')).outcome
  const outcomes = await Promise.all(Array.from({ length: 70 }, create))
  expect(outcomes.filter(({ scode }) => scode === 0)).toHaveLength(50)
  expect(outcomes.filter(({ scode }) => scode === 7003)).toHaveLength(20)
  const gone = outcomes.find(({ scode }) => scode === 0)?.uuid
  await harness.send('webhook.delete', administrator(mine), { commandId: randomUUID(), webhookUuid: gone })
  const further = await Promise.all(Array.from({ length: 5 }, create))
  expect(further.filter(({ scode }) => scode === 0)).toHaveLength(1)
})
