import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { createRateBucket, intervalMs } from './rateBucket.ts'

/** A database that gives one turn after the other, each answer being under way for as long as it is told. */
const databaseOf = (underWayMs: (call: number) => number) => {
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
        await sleep(underWayMs(calls))
        return { wait }
      },
      updateOne: async () => ({}),
    } as never,
  }
}

test('a turn of which the database told too late is exchanged for the next one', async () => {
  const { buckets, calls } = databaseOf((call) => (call === 1 ? 2 * intervalMs('CreateImage') : 0))
  await createRateBucket(buckets).take('CreateImage')
  expect(calls()).toBe(2)
})

test('a turn that comes while others are busy is exchanged, too', async () => {
  const { buckets, calls } = databaseOf(() => 0)
  const turn = await createRateBucket(buckets).approach('CreateImage', 0, new AbortController().signal)
  await sleep(2 * intervalMs('CreateImage'))
  await turn.comes()
  expect(calls()).toBe(2)
})

test('a database that is slow every time gives a turn in the end', async () => {
  const { buckets, calls } = databaseOf(() => 2 * intervalMs('CreateImage'))
  await createRateBucket(buckets).take('CreateImage')
  expect(calls()).toBe(3)
})
