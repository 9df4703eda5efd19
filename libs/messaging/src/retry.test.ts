import { expect, test } from '@jest/globals'
import { attemptOf, nextRetry } from './retry.ts'

test('a message waits once in each retry queue, the longer the more often it failed, and is parked at last', () => {
  const queues = [1, 2, 3].map((attempt) => nextRetry([1_000, 600_000], attempt))
  expect(queues).toEqual(['retry.1s', 'retry.600s', undefined])
})

test.each([
  ['no header', {}, 1],
  ['a number', { 'x-attempt': 3 }, 3],
  ['a text', { 'x-attempt': '3' }, 1],
  ['nonsense', { 'x-attempt': -1 }, 1],
])('with %s the attempt is counted from what is sure', (_, headers, attempt) => {
  expect(attemptOf(headers)).toBe(attempt)
})
