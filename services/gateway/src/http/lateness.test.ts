import { expect, jest, test } from '@jest/globals'
import { watchLateness } from './lateness.ts'

test('an event loop that is late twice in a row has more than it can do, until it is in time again', async () => {
  let time = 0
  jest.useFakeTimers({ now: 0 })
  try {
    const lateness = watchLateness(1_000, () => time)
    const turns: boolean[] = []
    for (const lateMs of [0, 1_200, 0, 1_200, 1_200, 1_200, 0]) {
      time += 500 + lateMs
      await jest.advanceTimersByTimeAsync(500)
      turns.push(lateness.isTooLate())
    }
    lateness.stop()
    expect(turns).toEqual([false, false, false, false, true, true, false])
  } finally {
    jest.useRealTimers()
  }
})
