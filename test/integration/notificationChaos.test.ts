import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import {
  type DeliveryDocument,
  deliveriesOf,
  deliveryId,
} from '../../services/notification/src/adapters/deliveryDocument.ts'
import { dice as rollFrom } from '../support/dice.ts'
import { eventually } from '../support/eventually.ts'
import { eventIn, type NotificationScene, openNotificationScene } from './notificationScene.ts'
import { type Receiver, startReceiver } from './receiver.ts'

jest.setTimeout(90_000)

const CRASHES = 200
const KILLS = 5
const TICKETS = 40
const EVENTS_OF_A_TICKET = 3
const tenant = 't1'

let scene: NotificationScene
let receivers: readonly Receiver[]

beforeAll(async () => {
  const env = { NOTIFY_RETRY_SCALE: '0.001', NOTIFY_LEASE_MS: '1500', LOG_LEVEL: 'warn' }
  ;[scene, receivers] = await Promise.all([
    openNotificationScene({ processes: 2, env }),
    Promise.all([startReceiver(), startReceiver(), startReceiver(), startReceiver()]),
  ])
})
afterAll(async () => {
  await scene.close()
  await Promise.all(receivers.map((receiver) => receiver.close()))
})

test('every event reaches every receiver, under one id each, though receivers crash 200 times and the service is killed', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000)
  console.info(`seed ${seed}`)
  const dice = rollFrom(seed)
  const [robot, ...standard] = receivers
  let crashes = 0
  /** Hangs up on what it has read, or is down for a moment; then it had not read it. */
  const crashing = (receiver: Receiver) => {
    let isDown = false
    const fall = async () => {
      isDown = true
      await receiver.goDown()
      await receiver.comeBack()
      isDown = false
    }
    return () => {
      if (crashes >= CRASHES || dice.roll() > 0.45) return { status: 204 }
      crashes += 1
      if (!isDown && dice.roll() < 0.05) void fall()
      return 'crash' as const
    }
  }
  for (const receiver of standard) receiver.behave(crashing(receiver))
  robot?.behave(() => ({ status: 200, body: '{"errcode":0}' }))

  const hooks = await Promise.all(
    standard.map(async (receiver) => ({ receiver, ...(await scene.createWebhook(tenant, receiver.url)) })),
  )
  await scene.createWebhook(tenant, robot?.url ?? '', { kind: 'wecom', sealedSecret: null })

  const events = Array.from({ length: TICKETS }, () => randomUUID()).flatMap((ticketUuid) =>
    Array.from({ length: EVENTS_OF_A_TICKET }, (_, index) => eventIn(tenant, { ticketUuid, seq: index + 1 })),
  )
  const telling = (async () => {
    for (const event of events) {
      await scene.tell(event)
      if (dice.roll() < 0.3) await scene.tell(event)
      await sleep(20)
    }
  })()
  const killing = (async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(dice.between(300, 1_200))
      await scene.restart('SIGKILL', kill % 2)
    }
  })()
  await Promise.all([telling, killing])

  const deliveries = deliveriesOf(scene.store)
  const ends = await eventually(
    async () => {
      const found: DeliveryDocument[] = await deliveries.find().toArray()
      expect(found).toHaveLength(events.length * receivers.length)
      expect(found.filter(({ state }) => state === 'pending')).toEqual([])
      return found
    },
    { withinMs: 60_000, everyMs: 250 },
  )

  expect(crashes).toBe(CRASHES)
  expect(ends.filter(({ state }) => state !== 'delivered')).toEqual([])
  for (const { receiver, uuid, secret } of hooks) {
    const wanted = events.map((event) => deliveryId(event.id, 'webhook', uuid))
    const arrivedAs = Map.groupBy(receiver.arrived, ({ headers }) => headers['webhook-id'] ?? '')
    expect([...arrivedAs.keys()].toSorted()).toEqual(wanted.toSorted())
    for (const copies of arrivedAs.values()) {
      expect(new Set(copies.map(({ body }) => body)).size).toBe(1)
      for (const { body, headers } of copies) new Webhook(secret).verify(body, headers)
    }
  }
  const said = robot?.arrived.map(({ body }) => body).join('') ?? ''
  for (const { ticketUuid } of events) expect(said).toContain(ticketUuid)
  const arrived = receivers.reduce((sum, receiver) => sum + receiver.arrived.length, 0)
  console.info(
    `${ends.length} deliveries, ${arrived} arrivals, ${crashes} crashes, ${KILLS} kills; lost 0, ids unequal 0`,
  )
})
