import { expect, jest, test } from '@jest/globals'
import { pino } from 'pino'
import { startWorker } from './worker.ts'

const log = pino({ level: 'silent' })

test('a lane takes no more than it may at once, and stopping waits for what is in flight', async () => {
  const open: (() => void)[] = []
  let [taken, finished] = [0, 0]
  const worker = startWorker({
    log,
    idleMs: 1,
    lanes: [
      {
        name: 'test',
        concurrency: 2,
        next: async () => {
          taken += 1
          return async () => {
            await new Promise<void>((resolve) => open.push(resolve))
            finished += 1
          }
        },
      },
    ],
  })
  while (open.length < 2) await new Promise(setImmediate)
  await new Promise(setImmediate)
  expect(taken).toBe(2)
  expect(worker.places()).toEqual([{ lane: 'test', taken: 2, places: 2 }])
  const stopped = worker.stop()
  for (const finish of open) finish()
  await stopped
  expect([taken, finished]).toEqual([2, 2])
  expect(worker.places()).toEqual([{ lane: 'test', taken: 0, places: 2 }])
})

test('a nudge while a lane looks for work is not missed, and a fault does not end the lane', async () => {
  let looks = 0
  const looking = Promise.withResolvers<void>()
  const found = Promise.withResolvers<void>()
  const worker = startWorker({
    log,
    idleMs: 60_000,
    lanes: [
      {
        name: 'test',
        concurrency: 1,
        next: async () => {
          looks += 1
          if (looks === 1) return () => Promise.reject(new Error('a step fails'))
          if (looks === 2) await looking.promise
          if (looks === 3) found.resolve()
          return null
        },
      },
    ],
  })
  while (looks < 2) await new Promise(setImmediate)
  worker.nudge()
  looking.resolve()
  await found.promise
  await worker.stop()
  expect(looks).toBe(3)
})

test('one cheap question says which lanes are looked at', async () => {
  const looked: string[] = []
  const lane = (name: string) => ({
    name,
    concurrency: 1,
    next: async () => {
      looked.push(name)
      return null
    },
  })
  const asked = Promise.withResolvers<void>()
  let questions = 0
  const worker = startWorker({
    log,
    lanes: [lane('idle'), lane('due')],
    due: async () => {
      questions += 1
      if (questions === 2) asked.resolve()
      return ['due']
    },
    idleMs: 1,
  })
  await asked.promise
  await worker.stop()
  expect(new Set(looked)).toEqual(new Set(['due']))
})

test('a nudge for later wakes the worker then, long before the pause is over', async () => {
  let looks = 0
  const again = Promise.withResolvers<void>()
  const next = async () => {
    looks += 1
    if (looks === 2) again.resolve()
    return null
  }
  const worker = startWorker({ log, idleMs: 60_000, lanes: [{ name: 'test', concurrency: 1, next }] })
  worker.nudge(5)
  await again.promise
  await worker.stop()
  expect(looks).toBeGreaterThanOrEqual(2)
})

test('a lane that waits in its look for work does not hold up the others, and stopping finishes what it claims', async () => {
  const rateLimit = Promise.withResolvers<void>()
  const [otherLooked, claimed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let [looks, otherLooks, done] = [0, 0, 0]
  const waiting = async () => {
    looks += 1
    if (looks > 1) return null
    await rateLimit.promise
    return async () => {
      claimed.resolve()
      await new Promise(setImmediate)
      done += 1
    }
  }
  const other = async () => {
    otherLooks += 1
    if (otherLooks === 3) otherLooked.resolve()
    return null
  }
  const lanes = [
    { name: 'waiting', concurrency: 1, next: waiting },
    { name: 'other', concurrency: 1, next: other },
  ]
  const worker = startWorker({ log, idleMs: 1, lanes })
  await otherLooked.promise
  const stopped = worker.stop()
  rateLimit.resolve()
  await claimed.promise
  await stopped
  expect([looks, done]).toEqual([1, 1])
})

test('with nothing to do it looks ever more seldom, and after a nudge or some work as often as before', async () => {
  jest.useFakeTimers({ now: 0 })
  try {
    const looks: number[] = []
    const works: (() => Promise<void>)[] = []
    const worker = startWorker({
      log,
      idleMs: 100,
      longestIdleMs: 500,
      lanes: [
        {
          name: 'test',
          concurrency: 1,
          next: async () => {
            looks.push(Date.now())
            return works.shift() ?? null
          },
        },
      ],
    })
    await jest.advanceTimersByTimeAsync(1_700)
    expect(looks).toEqual([0, 100, 300, 700, 1_200, 1_700])
    worker.nudge(50)
    await jest.advanceTimersByTimeAsync(150)
    expect(looks.slice(6)).toEqual([1_750, 1_850])
    works.push(async () => {})
    await jest.advanceTimersByTimeAsync(400)
    // Once for the work, once more when it is done.
    expect(looks.slice(8)).toEqual([2_050, 2_050, 2_150])
    const stopped = worker.stop()
    await jest.advanceTimersByTimeAsync(1)
    await stopped
  } finally {
    jest.useRealTimers()
  }
})
