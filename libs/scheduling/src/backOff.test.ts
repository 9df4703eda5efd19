import { expect, test } from '@jest/globals'
import { backOffMs, fullJitterMs, pause } from './backOff.ts'

const backOff = { firstMs: 100, longestMs: 1_500 }

test('every failed attempt doubles the wait, up to the longest', () => {
  expect([0, 1, 2, 3, 4, 5, 1_000].map((attempt) => backOffMs(attempt, backOff))).toEqual([
    100, 200, 400, 800, 1_500, 1_500, 1_500,
  ])
})

test('with full jitter the wait is a random part of it', () => {
  expect(fullJitterMs(1, backOff, () => 0.5)).toBe(100)
  expect(fullJitterMs(9, backOff, () => 0)).toBe(0)
})

test('a pause ends when it is aborted, without a fault', async () => {
  const stopping = new AbortController()
  const paused = pause(60_000, stopping.signal)
  stopping.abort()
  await expect(paused).resolves.toBeUndefined()
})
