import { expect, test } from '@jest/globals'
import { pauseAfter } from './channel.ts'

const asks = (retryAfterMs: number) => pauseAfter({ status: 503, error: 'HTTP 503', retryAfterMs }, { scale: 1 })

test('a receiver is left alone for a second, or as long as it asks, but never for more than a day', () => {
  expect(asks(10)).toBe(1_000)
  expect(asks(60_000)).toBe(60_000)
  expect(asks(999_999_999_000)).toBe(24 * 3_600_000)
})
