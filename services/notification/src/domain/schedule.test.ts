import { describe, expect, test } from '@jest/globals'
import { nextAfter, retryAfterOf, waits } from './schedule.ts'

const failed = { status: 500, error: 'HTTP 500' }

test('the waits are those that receivers are promised', () => {
  const [s, m, h] = [1_000, 60_000, 3_600_000]
  expect(waits).toEqual([0, 5 * s, 5 * m, 30 * m, 2 * h, 5 * h, 10 * h, 14 * h, 20 * h, 24 * h])
})

test('a delivery that was accepted is over', () => {
  expect(nextAfter({ status: 204, error: '' }, 1, 0)).toEqual({ state: 'delivered' })
})

test('after each failed attempt comes the next wait, and after the tenth none', () => {
  for (let attempts = 1; attempts < waits.length; attempts++) {
    expect(nextAfter(failed, attempts, 0)).toEqual({ state: 'pending', waitMs: waits[attempts] })
  }
  expect(nextAfter(failed, 10, 0)).toEqual({ state: 'failed' })
})

test('jitter makes a wait up to a fifth longer, never shorter', () => {
  expect(nextAfter(failed, 1, 1)).toEqual({ state: 'pending', waitMs: 6_000 })
})

test('what cannot succeed is not attempted again', () => {
  expect(nextAfter({ status: 410, error: 'HTTP 410', final: true }, 1, 0)).toEqual({ state: 'failed' })
})

describe('a receiver that asks to wait', () => {
  test('is given that long, where it is longer than the schedule', () => {
    expect(nextAfter({ ...failed, retryAfterMs: 60_000 }, 1, 0)).toEqual({ state: 'pending', waitMs: 60_000 })
    expect(nextAfter({ ...failed, retryAfterMs: 1_000 }, 1, 0)).toEqual({ state: 'pending', waitMs: 5_000 })
  })

  test('is attempted again a day later at the latest', () => {
    expect(nextAfter({ ...failed, retryAfterMs: 1e12 }, 1, 0)).toEqual({ state: 'pending', waitMs: 86_400_000 })
  })

  test('may say so in seconds or as a date', () => {
    const now = Date.parse('2026-11-26T00:00:00Z')
    expect(retryAfterOf('120', now)).toBe(120_000)
    expect(retryAfterOf('Thu, 26 Nov 2026 00:00:30 GMT', now)).toBe(30_000)
    for (const nothing of [undefined, '', '-1', 'soon', '0', 'Wed, 25 Nov 2026 00:00:00 GMT']) {
      expect(retryAfterOf(nothing, now)).toBeUndefined()
    }
  })
})
