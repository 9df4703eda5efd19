import type { Worker } from '@gongdan/scheduling'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { startDeliveryWorker } from './deliveryWorker.ts'
import type { ReceiverClaim } from './domain/ports.ts'
import type { Channel } from './handlers/channels/channel.ts'

/** One receiver, due at a time; `deliver` works it off and gives when the next delivery is due, or null. */
const harness = (receiver: string, deliver: () => Date | null | Promise<Date | null>) => {
  let dueAt: Date | null = new Date()
  let next: Date | null = null
  let claims = 0
  const deliveredAt: number[] = []
  const givenUp: string[] = []
  const warnings: unknown[][] = []
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
  const claim = async (): Promise<ReceiverClaim | null> => {
    claims += 1
    if (dueAt === null || dueAt.getTime() > Date.now()) return null
    dueAt = null
    const at = new Date()
    return { receiver, owner: 'o', scheduled: 1, at, heldMs: () => Date.now() - at.getTime() }
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
  return { worker, schedule, deliveredAt, givenUp, warnings, claims: () => claims }
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
