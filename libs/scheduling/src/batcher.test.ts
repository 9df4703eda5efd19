import { expect, test } from '@jest/globals'
import { createBatcher } from './batcher.ts'

const scene = (maxBatch: number) => {
  const batches: (readonly number[])[] = []
  const releases: (() => void)[] = []
  const batcher = createBatcher<number>(maxBatch, (batch) => {
    batches.push(batch)
    const { promise, resolve } = Promise.withResolvers<void>()
    releases.push(resolve)
    return promise
  })
  const release = async () => {
    releases.shift()?.()
    await settled()
  }
  return { batcher, batches, release }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a single item is handed over at once', async () => {
  const { batcher, batches } = scene(100)
  batcher.add(1)
  await Promise.resolve()
  expect(batches).toEqual([[1]])
})

test('what arrived in one read is handed over together', async () => {
  const { batcher, batches } = scene(100)
  for (const item of [1, 2, 3]) batcher.add(item)
  await settled()
  expect(batches).toEqual([[1, 2, 3]])
})

test('what arrives while the handler is busy waits, and is handed over together in order when it is free', async () => {
  const { batcher, batches, release } = scene(100)
  batcher.add(1)
  await settled()
  for (const item of [2, 3, 4]) batcher.add(item)
  await settled()
  expect(batches).toEqual([[1]])
  await release()
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('no more than the most allowed are handed over together', async () => {
  const { batcher, batches, release } = scene(2)
  for (const item of [1, 2, 3]) batcher.add(item)
  await settled()
  await release()
  expect(batches).toEqual([[1, 2], [3]])
})

test('with one at a time nothing waits for another', async () => {
  const { batcher, batches } = scene(1)
  for (const item of [1, 2]) batcher.add(item)
  await settled()
  expect(batches).toEqual([[1], [2]])
})

test('an emptied batcher starts again', async () => {
  const { batcher, batches, release } = scene(100)
  batcher.add(1)
  await settled()
  await release()
  batcher.add(2)
  await settled()
  expect(batches).toEqual([[1], [2]])
})

test('a batcher that lingers does not wait for more than it may hand over', async () => {
  const batches: (readonly number[])[] = []
  const batcher = createBatcher<number>(2, async (batch) => void batches.push(batch), 60_000)
  for (const item of [1, 2, 3, 4]) batcher.add(item)
  await settled()
  expect(batches).toEqual([
    [1, 2],
    [3, 4],
  ])
})

test('a batcher that lingers takes what comes in the meantime along', async () => {
  const batches: (readonly number[])[] = []
  const { promise: handed, resolve } = Promise.withResolvers<void>()
  const batcher = createBatcher<number>(
    100,
    async (batch) => {
      batches.push(batch)
      resolve()
    },
    20,
  )
  batcher.add(1)
  await settled()
  batcher.add(2)
  await handed
  expect(batches).toEqual([[1, 2]])
})
