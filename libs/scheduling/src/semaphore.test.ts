import { expect, test } from '@jest/globals'
import { createSemaphore } from './semaphore.ts'

test('so many run at once, and the others in the order in which they came', async () => {
  const inTurn = createSemaphore(2)
  const running = new Set<number>()
  const started: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const all = ends.map(({ promise }, index) =>
    inTurn(async () => {
      running.add(index)
      started.push(index)
      expect(running.size).toBeLessThanOrEqual(2)
      await promise
      running.delete(index)
      return index
    }),
  )
  for (const { resolve } of ends) {
    await new Promise(setImmediate)
    resolve()
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
  expect(started).toEqual([0, 1, 2, 3, 4])
})

test('work that fails gives its place back', async () => {
  const inTurn = createSemaphore(1)
  await expect(inTurn(() => Promise.reject(new Error('fault')))).rejects.toThrow('fault')
  expect(await inTurn(async () => 'next')).toBe('next')
})
