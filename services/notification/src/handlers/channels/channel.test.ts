import { expect, jest, test } from '@jest/globals'
import { attempt, pauseAfter } from './channel.ts'

const asks = (retryAfterMs: number) => pauseAfter({ status: 503, error: 'HTTP 503', retryAfterMs }, { scale: 1 })

test('a receiver is left alone for a second, or as long as it asks, but never for more than a day', () => {
  expect(asks(10)).toBe(1_000)
  expect(asks(60_000)).toBe(60_000)
  expect(asks(999_999_999_000)).toBe(24 * 3_600_000)
})

test('an attempt that never ends is recorded as one without an answer, before the lease of its claim is over', async () => {
  jest.useFakeTimers({ now: 0 })
  try {
    const made = attempt({ clock: Date.now }, () => new Promise(() => {}))
    await jest.advanceTimersByTimeAsync(30_000)
    const result = { status: 0, error: 'no answer in time' }
    await expect(made).resolves.toEqual({ result, log: { at: 0, ms: 25_000, ...result } })
  } finally {
    jest.useRealTimers()
  }
})
