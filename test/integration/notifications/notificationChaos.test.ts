import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Principal } from '@gongdan/contracts'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import { person } from '../../../services/notification/src/domain/ticketEvent.fixture.ts'
import { type DeliveryDocument, deliveriesOf, deliveryId } from '../../../services/notification/src/public.ts'
import { eventually } from '../../support/eventually.ts'
import { seededRandom } from '../../support/random.ts'
import { seedOr } from '../../support/seed.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhookReceiver.ts'
import { type MailServer, startMailServer } from './mailServer.ts'
import { eventIn, type NotificationHarness, openNotificationHarness } from './notificationHarness.ts'

const seed = seedOr(1)
/** More of them make a longer run; with `SEED=fresh` another one. */
const crashes = Number(process.env.NOTIFICATION_CHAOS_CRASHES ?? 60)

jest.setTimeout(180_000 + crashes * 2_000)

/** So many events that crashes have something to strike. */
const tickets = Math.ceil(crashes / 5)
const eventsOfATicket = 3
const kills = Math.ceil(crashes / 20)
const tenant = 't1'
const users = ['li', 'wang']
const auditor = (user: string): Principal => ({ ...person(user, tenant), roles: [{ uuid: 'auditor', name: '审计员' }] })

const random = seededRandom(seed)
let harness: NotificationHarness
let robot: WebhookReceiver
let receivers: readonly WebhookReceiver[]
let mails: MailServer

beforeAll(async () => {
  mails = await startMailServer()
  robot = await startWebhookReceiver(() => ({ status: 200, body: '{"errcode":0}' }))
  receivers = await Promise.all([startWebhookReceiver(), startWebhookReceiver(), startWebhookReceiver()])
  const env = {
    NOTIFY_RETRY_SCALE: '0.001',
    NOTIFY_LEASE_MS: '1500',
    LOG_LEVEL: 'warn',
    SMTP_URL: mails.url,
    // What a robot says names the ticket by its link alone.
    PUBLIC_URL: 'https://gongdan.example',
  }
  harness = await openNotificationHarness({ processes: 2, env })
}, 180_000)
afterAll(async () => {
  await harness?.close()
  await Promise.all([robot, ...(receivers ?? [])].map((receiver) => receiver?.close()))
  await mails?.close()
})

let crashed = 0
/** Answers that were given, by the id of what they answer: a crash may keep one from its reader. */
const acknowledged = new Map<string, number>()
const acknowledge = (id: string) => acknowledged.set(id, (acknowledged.get(id) ?? 0) + 1)
const strikes = () => crashed < crashes && random.next() < 0.35

/** Crashes when it has read a message: all its connections break, and for a moment its port refuses connections. */
const crashing = (receiver: WebhookReceiver): void => {
  let isDown = false
  const crash = async () => {
    isDown = true
    crashed += 1
    await receiver.goDown()
    await sleep(random.between(0, 20))
    await receiver.comeBack()
    isDown = false
  }
  receiver.behave(({ headers }) => {
    if (!isDown && strikes()) void crash()
    if (isDown) return 'crash'
    acknowledge(headers['webhook-id'] ?? '')
    return { status: 204 }
  })
}
const crashingMails = () =>
  mails.behave(({ id }) => {
    if (strikes()) {
      crashed += 1
      return 'crash'
    }
    acknowledge(id)
    return 'take'
  })

/** Webhooks at every receiver, a robot, and two people who listen live and get mails. */
const subscribe = async () => {
  for (const user of users) {
    await harness.see(auditor(user))
    const address = `${user}@example.com`
    const settings = { _id: `${tenant} ${user}`, mailAddress: address, confirmedAddress: address, applied: [] }
    await harness.store.db.collection<typeof settings>('settings').insertOne(settings)
  }
  await eventually(
    async () => expect(await harness.store.db.collection('members').countDocuments()).toBe(users.length),
    {
      withinMs: 60_000,
    },
  )
  await harness.ask('notification.feed', { feeds: users.map((user) => ({ user: `${tenant} ${user}`, after: null })) })
  const { uuid: robotUuid } = await harness.createWebhook(tenant, robot.url, { kind: 'wecom', secret: null })
  const hooks = await Promise.all(
    receivers.map(async (receiver) => ({ receiver, ...(await harness.createWebhook(tenant, receiver.url)) })),
  )
  return { robotUuid, hooks }
}

/** Same id, same bytes, and for webhooks a signature that holds: on every arrival. */
const checkArrivals = (receiver: WebhookReceiver, secret: string, wanted: readonly string[]) => {
  const arrivals = Map.groupBy(receiver.arrived, ({ headers }) => headers['webhook-id'] ?? '')
  expect([...arrivals.keys()].toSorted()).toEqual(wanted.toSorted())
  for (const copies of arrivals.values()) {
    expect(new Set(copies.map(({ body }) => body)).size).toBe(1)
    for (const { body, headers } of copies) new Webhook(secret).verify(body, headers)
  }
}

test(`every event reaches every receiver on every channel, though receivers crash ${crashes} times and the service is killed (seed ${seed})`, async () => {
  const { robotUuid, hooks } = await subscribe()
  for (const receiver of receivers) crashing(receiver)
  crashingMails()

  const events = Array.from({ length: tickets }, () => randomUUID()).flatMap((ticketUuid) =>
    Array.from({ length: eventsOfATicket }, (_, index) => eventIn(tenant, { ticketUuid, seq: index + 1 })),
  )
  const telling = async () => {
    const own = random.split()
    for (const event of events) {
      await harness.publish(event)
      if (own.next() < 0.3) await harness.publish(event)
      await sleep(20)
    }
  }
  const killing = async () => {
    const own = random.split()
    for (let kill = 0; kill < kills; kill++) {
      await sleep(own.between(200, 1_200))
      await harness.restart('SIGKILL', kill % 2)
    }
  }
  await Promise.all([telling(), killing()])

  const wanted = events.flatMap(({ id }) => [
    deliveryId(id, 'wecom', robotUuid),
    ...hooks.map(({ uuid }) => deliveryId(id, 'webhook', uuid)),
    ...users.map((user) => deliveryId(id, 'mail', `${tenant} ${user}`)),
  ])
  const ends = await eventually(
    async () => {
      const found: DeliveryDocument[] = await deliveriesOf(harness.store).find().toArray()
      expect(found.map(({ _id }) => _id).toSorted()).toEqual(wanted.toSorted())
      expect(found.filter(({ state }) => state === 'pending')).toEqual([])
      return found
    },
    { withinMs: 150_000 + crashes * 1_000, everyMs: 500 },
  )

  expect(crashed).toBe(crashes)
  for (const { state, log } of ends) {
    // One try was answered well, and it was the last.
    expect([state, log.filter(({ error }) => error === '').length, log.at(-1)?.error]).toEqual(['delivered', 1, ''])
  }
  for (const { receiver, uuid, secret } of hooks) {
    checkArrivals(
      receiver,
      secret,
      events.map(({ id }) => deliveryId(id, 'webhook', uuid)),
    )
  }
  const mailIds = events.flatMap(({ id }) =>
    users.map((user) => `<${deliveryId(id, 'mail', `${tenant} ${user}`)}@gongdan>`),
  )
  expect([...new Set(mails.arrived.map(({ id }) => id))].toSorted()).toEqual(mailIds.toSorted())
  const said = robot.arrived.map(({ body }) => body).join('')
  for (const { ticketUuid } of events) expect(said).toContain(ticketUuid)
  const live = await harness.store.db.collection<{ _id: string }>('feed_entries').find().toArray()
  expect(live.map(({ _id }) => _id).toSorted()).toEqual(
    events.flatMap(({ id }) => users.map((user) => `${tenant} ${user} ${id}`)).toSorted(),
  )

  // What was answered without the answer arriving is sent again under the same id. At most four messages are on their way to a
  // webhook at once, and one mail to each person: a crash loses the answers to the three others, a kill those to all of them.
  const repeated = [...acknowledged.values()].reduce((sum, times) => sum + times - 1, 0)
  expect(repeated).toBeLessThanOrEqual(crashes * 3 + kills * 14)
  console.log({ seed, crashes, kills, events: events.length, deliveries: ends.length, live: live.length, repeated })
})
