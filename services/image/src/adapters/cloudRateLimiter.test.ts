import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, jest, test } from '@jest/globals'
import { createCloudRateLimiter, intervalMs } from './cloudRateLimiter.ts'

afterEach(() => void jest.restoreAllMocks())

/**
 * A database that gives one slot after the other; `delayMs` is how long each of its answers takes. The clock goes on with these and by
 * `pass` alone, so that a busy machine misses no other slot.
 */
const databaseOf = (delayMs: (call: number) => number) => {
  let now = performance.now()
  let tat = 0
  let calls = 0
  jest.spyOn(performance, 'now').mockImplementation(() => now)
  return {
    calls: () => calls,
    pass: (ms: number) => {
      now += ms
    },
    buckets: {
      findOneAndUpdate: async () => {
        calls += 1
        const wait = Math.max(0, tat - now)
        tat = Math.max(tat, now) + intervalMs('CreateImage')
        now += delayMs(calls)
        return { wait }
      },
      updateOne: async () => ({}),
    } as never,
  }
}

test('a slot that was over when the database answered is exchanged for the next one', async () => {
  const { buckets, calls } = databaseOf((call) => (call === 1 ? 2 * intervalMs('CreateImage') : 0))
  await createCloudRateLimiter(buckets).take('CreateImage')
  expect(calls()).toBe(2)
})

test('a slot that was missed after it was reserved is exchanged, too', async () => {
  const { buckets, calls, pass } = databaseOf(() => 0)
  const slot = await createCloudRateLimiter(buckets).reserve('CreateImage', 0, new AbortController().signal)
  pass(2 * intervalMs('CreateImage'))
  await slot.wait()
  expect(calls()).toBe(2)
})

test('a database that is slow every time gives a slot in the end', async () => {
  const { buckets, calls } = databaseOf(() => 2 * intervalMs('CreateImage'))
  await createCloudRateLimiter(buckets).take('CreateImage')
  expect(calls()).toBe(3)
})

test('a read that is worth nothing later takes a slot only while nobody waits for one, and gives up in time', async () => {
  const waits = [80, 40, 0]
  const buckets = { findOneAndUpdate: async () => ({ wait: waits.shift() }), updateOne: async () => ({}) } as never
  const { takeSoon } = createCloudRateLimiter(buckets)
  await takeSoon('DescribeInstances', 10_000)
  expect(waits).toEqual([])
  waits.push(60_000, 0)
  await expect(takeSoon('DescribeInstances', 10_000)).rejects.toThrow('no slot for DescribeInstances in time')
  expect(waits).toEqual([0])
})

test('reads that wait ask the database one after the other, and not at all once their time is over', async () => {
  let asking = 0
  let calls = 0
  const findOneAndUpdate = async () => {
    calls += 1
    asking += 1
    expect(asking).toBe(1)
    await sleep(5)
    asking -= 1
    return { wait: calls < 3 ? 0 : 60_000 }
  }
  const { takeSoon } = createCloudRateLimiter({ findOneAndUpdate, updateOne: async () => ({}) } as never)
  const taken = await Promise.allSettled([10_000, 10_000, 10_000, -1, -1].map((ms) => takeSoon('DescribeImages', ms)))
  expect(taken.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'])
  expect(calls).toBe(3)
})
