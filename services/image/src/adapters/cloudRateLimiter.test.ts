import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { createCloudRateLimiter, intervalMs } from './cloudRateLimiter.ts'

/** A database that gives one slot after the other; `delayMs` is how long each of its answers takes. */
const databaseOf = (delayMs: (call: number) => number) => {
  let tat = 0
  let calls = 0
  return {
    calls: () => calls,
    buckets: {
      findOneAndUpdate: async () => {
        calls += 1
        const now = performance.now()
        const wait = Math.max(0, tat - now)
        tat = Math.max(tat, now) + intervalMs('CreateImage')
        await sleep(delayMs(calls))
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
  const { buckets, calls } = databaseOf(() => 0)
  const slot = await createCloudRateLimiter(buckets).reserve('CreateImage', 0, new AbortController().signal)
  await sleep(2 * intervalMs('CreateImage'))
  await slot.wait()
  expect(calls()).toBe(2)
})

test('a database that is slow every time gives a slot in the end', async () => {
  const { buckets, calls } = databaseOf(() => 2 * intervalMs('CreateImage'))
  await createCloudRateLimiter(buckets).take('CreateImage')
  expect(calls()).toBe(3)
})
