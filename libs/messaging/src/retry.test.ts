import { expect, test } from '@jest/globals'
import { attemptOf, defaultRetryDelays, nextAttempt } from './retry.ts'

test('a message climbs the whole ladder, a step for each failure, and is parked at its end', () => {
  const climbed = [1, 2, 3, 4, 5, 6].map((attempt) => nextAttempt(defaultRetryDelays, attempt))
  const steps = ['retry.1s', 'retry.5s', 'retry.30s', 'retry.120s', 'retry.600s']
  expect(climbed).toEqual([...steps.map((exchange) => ({ kind: 'step', exchange })), { kind: 'parked' }])
})

test.each([
  ['no header', {}, 1],
  ['a number', { 'x-attempt': 3 }, 3],
  ['a text', { 'x-attempt': '3' }, 1],
  ['nonsense', { 'x-attempt': -1 }, 1],
])('with %s the attempt is counted from what is sure', (_, headers, attempt) => {
  expect(attemptOf(headers)).toBe(attempt)
})
