import type { Worker } from '@gongdan/scheduling'
import { createLog } from '@gongdan/service'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { startDeliveryWorker } from './deliveryWorker.ts'
import { type DeliveryLane, laneOf } from './domain/delivery.ts'
import type { ReceiverClaim } from './domain/ports.ts'
import type { Channel } from './handlers/channels/channel.ts'

/** One receiver, due at a time; `deliver` works it off and gives when the next delivery is due, or null. */
const harness = (
  receiver: string,
  deliver: () => Date | null | Promise<Date | null>,
  storedIn: DeliveryLane = laneOf(receiver),
) => {
  let dueAt: Date | null = new Date()
  let next: Date | null = null
  let claims = 0
  const deliveredAt: number[] = []
  const givenUp: string[] = []
  const warnings: unknown[][] = []
  const moved: string[] = []
  const started = Date.now()
  const channel: Channel = {
    name: 'mail',
    notify: async () => {},
    deliver: async () => {
      deliveredAt.push(Date.now() - started)
      next = await deliver()
      return 0
    },
  }
  const claim = async (lane: DeliveryLane): Promise<ReceiverClaim | null> => {
    if (lane !== storedIn) return null
    claims += 1
    if (dueAt === null || dueAt.getTime() > Date.now()) return null
    dueAt = null
    const at = new Date()
    return { receiver, lane, owner: 'o', scheduled: 1, at, heldMs: () => Date.now() - at.getTime() }
  }
  const worker: Worker = startDeliveryWorker({
    channels: [channel],
    deliveries: {
      nextDue: async () => next,
      giveUp: async (name) => {
        givenUp.push(name)
      },
    },
    receivers: {
      claim,
      schedule: async (names) => void moved.push(...names),
      release: async (_claim, nextDueAt) => {
        dueAt = nextDueAt
      },
    },
    leaseMs: 60_000,
    log: { warn: (...line: unknown[]) => void warnings.push(line), error: () => {} } as never,
  })
  const schedule = () => {
    dueAt = new Date()
    worker.nudge()
  }
  return { worker, schedule, deliveredAt, givenUp, warnings, moved, claims: () => claims }
}

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms)

test('with nothing due the database is asked every five seconds', async () => {
  const { worker, claims } = harness('mail t1 li', () => null)
  await pass(20_000)
  const before = claims()
  await pass(50_000)
  expect(claims() - before).toBe(10)
  await worker.stop()
})

test('what is scheduled here does not wait for the poll', async () => {
  const { worker, schedule, deliveredAt } = harness('mail t1 li', () => null)
  await pass(200)
  schedule()
  await pass(100)
  expect(deliveredAt).toHaveLength(2)
  await worker.stop()
})

test('the next attempt begins when it is due', async () => {
  const waits = [200]
  const { worker, deliveredAt } = harness('mail t1 li', () => {
    const waitMs = waits.shift()
    return waitMs === undefined ? null : new Date(Date.now() + waitMs)
  })
  await pass(600)
  const [first = 0, second = 0] = deliveredAt
  expect(deliveredAt).toHaveLength(2)
  expect(second - first).toBeGreaterThanOrEqual(200)
  await worker.stop()
})

test('deliveries of a channel that is not configured are given up', async () => {
  const { worker, givenUp } = harness('sms t1 li', () => null)
  await pass(50)
  expect(givenUp).toEqual(['sms t1 li'])
  await worker.stop()
})

test('work that outlives its lease is told of and keeps neither its place nor the end of the process', async () => {
  const { worker, schedule, deliveredAt, warnings } = harness('mail t1 li', () => new Promise(() => {}))
  await pass(59_000)
  expect(warnings).toEqual([])
  await pass(2_000)
  expect(warnings).toEqual([[{ receiver: 'mail t1 li' }, 'a delivery outlived its lease, its place is given back']])
  schedule()
  await pass(100)
  expect(deliveredAt).toHaveLength(2)
  let stopped = false
  void worker.stop().then(() => {
    stopped = true
  })
  await pass(61_000)
  expect(stopped).toBe(true)
})

test('people whose messages wait for a connection leave webhooks their places', async () => {
  const due = [...Array.from({ length: 400 }, (_, n) => `mail t1 user${n}`), 'webhook w1']
  const claimed = { owner: 'o', scheduled: 1, at: new Date(), heldMs: () => 0 }
  const served: string[] = []
  const waiting = (name: string, deliver: () => Promise<number>): Channel => ({
    name,
    notify: async () => {},
    deliver: ({ receiver }) => {
      served.push(receiver)
      return deliver()
    },
  })
  const worker = startDeliveryWorker({
    channels: [waiting('mail', () => new Promise(() => {})), waiting('webhook', async () => 0)],
    deliveries: { nextDue: async () => null, giveUp: async () => {} },
    receivers: {
      claim: async (lane) => {
        const at = due.findIndex((receiver) => laneOf(receiver) === lane)
        const [receiver] = at < 0 ? [] : due.splice(at, 1)
        return receiver === undefined ? null : { ...claimed, receiver, lane }
      },
      schedule: async () => {},
      release: async () => {},
    },
    leaseMs: 60_000,
    log: createLog('notification', 'silent'),
  })
  await pass(100)
  expect(served).toContain('webhook w1')
  expect(served.filter((receiver) => receiver.startsWith('mail'))).toHaveLength(8)
  expect(worker.places()).toEqual([
    { lane: 'webhooks', taken: 0, places: 256 },
    { lane: 'people', taken: 8, places: 8 },
  ])
  void worker.stop()
  await pass(61_000)
})

test('a receiver that an older release put into the lane of webhooks is moved to its own', async () => {
  const { worker, moved, deliveredAt } = harness('mail t1 li', () => null, 'webhooks')
  await pass(50)
  expect([moved, deliveredAt]).toEqual([['mail t1 li'], []])
  await worker.stop()
})
