import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { silent } from '../app.fixture.ts'
import { isRefusal } from '../http/refusal.ts'
import { createFeedReader } from './feedReader.ts'
import { createListeners } from './listeners.ts'
import { memoryFeeds } from './memoryFeeds.fixture.ts'

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] })
})
afterEach(() => {
  jest.useRealTimers()
})

const ann = 'acme ann'
const inAWhile = Number.POSITIVE_INFINITY

const open = () => {
  const feeds = memoryFeeds()
  const read = createFeedReader(feeds.read)
  const listeners = createListeners({
    read,
    most: 4,
    mostOfOne: 2,
    retryMs: 2_000,
    longestMs: 3_600_000,
    now: Date.now,
    log: silent,
  })
  feeds.onGrown(listeners.hear)

  /** Somebody listens from that entry on; gives what his client got. */
  const listen = async (user: string, after: number, expires = inAWhile) => {
    const seat = listeners.admit(user)
    if (isRefusal(seat)) throw new Error(seat.desc)
    let [text, ended, cut, takes] = ['', false, false, true]
    const stream = {
      write: (more: string) => {
        text += more
        return takes
      },
      end: (more: string) => {
        text += more
        ended = true
      },
      destroy: () => {
        cut = true
      },
    }
    seat.start(stream, after, await seat.read(after), expires)
    return {
      seat,
      got: () => [...text.matchAll(/data: \{"number":(\d+)\}/g)].map(([, number]) => Number(number)),
      text: () => text,
      isEnded: () => ended,
      isCut: () => cut,
      takesNothing: () => {
        takes = false
      },
      takesAgain: () => {
        takes = true
        seat.drained()
      },
    }
  }
  return { feeds, listeners, listen }
}
const passes = (ms: number) => jest.advanceTimersByTimeAsync(ms)

describe('who listens', () => {
  test('gets what came before, then what comes, and nothing of anybody else', async () => {
    const { feeds, listen } = open()
    feeds.grow(ann, 250)
    const { got } = await listen(ann, 100)
    await passes(0)
    feeds.grow(ann)
    feeds.grow('globex ann')
    expect(got()).toEqual(Array.from({ length: 151 }, (_, index) => 101 + index))
  })

  test('loses nothing when no news come at all', async () => {
    const { feeds, listeners, listen } = open()
    const { got } = await listen(ann, 0)
    feeds.grow(ann, 3, 0)
    expect(got()).toEqual([])
    await passes(30_000)
    expect(got()).toEqual([1, 2, 3])
    feeds.grow(ann, 1, 0)
    listeners.lookAll()
    await passes(0)
    expect(got()).toEqual([1, 2, 3, 4])
    listeners.stop()
  })

  test('finds what he missed as soon as he hears of something newer, also while nobody answers for a time', async () => {
    const { feeds, listeners, listen } = open()
    const { got } = await listen(ann, 0)
    feeds.fails(new Error('nobody'))
    feeds.grow(ann, 2, 0)
    feeds.grow(ann, 1)
    await passes(5_500)
    expect(got()).toEqual([])
    feeds.fails(undefined)
    await passes(1_000)
    expect(got()).toEqual([1, 2, 3])
    listeners.stop()
  })

  test('is shown every 15 s that somebody is there', async () => {
    const { listeners, listen } = open()
    const { text } = await listen(ann, 0)
    const before = text()
    await passes(45_000)
    expect(text().slice(before.length)).toBe(':\n\n'.repeat(3))
    listeners.stop()
  })

  test('asks together with all others', async () => {
    const { feeds, listeners, listen } = open()
    await Promise.all([listen(ann, 0), listen(ann, 0), listen('acme bob', 0), listen('acme cid', 0)])
    const before = feeds.asked()
    listeners.lookAll()
    await passes(0)
    expect(feeds.asked() - before).toBe(1)
    listeners.stop()
  })

  test('and takes nothing costs no memory, and is cut off after half a minute', async () => {
    const { feeds, listeners, listen } = open()
    const { got, takesNothing, takesAgain, isCut } = await listen(ann, 0)
    takesNothing()
    feeds.grow(ann, 1)
    feeds.grow(ann, 5)
    expect(got()).toEqual([1])
    takesAgain()
    await passes(0)
    expect(got()).toEqual([1, 2, 3, 4, 5, 6])
    takesNothing()
    feeds.grow(ann)
    await passes(45_000)
    expect(isCut()).toBe(true)
    listeners.stop()
  })
})

describe('a stream ends', () => {
  test('when the token does', async () => {
    const { listeners, listen } = open()
    const { text, isEnded } = await listen(ann, 0, Date.now() + 10_000)
    await passes(9_999)
    expect(isEnded()).toBe(false)
    await passes(1)
    expect([isEnded(), listeners.size()]).toEqual([true, 0])
    expect(text()).toMatch(/event: end\ndata: \{"scode":2002,"desc":"the token has expired".*\}\n\n$/)
  })

  test('when it has lasted an hour', async () => {
    const { listen } = open()
    const { text, isEnded } = await listen(ann, 0)
    await passes(3_600_000)
    expect(isEnded()).toBe(true)
    expect(text()).toMatch(/event: end\ndata: \{"scode":0,"desc":"come back"/)
  })

  test('when the gateway stops, and then nobody is let in any more', async () => {
    const { listeners, listen } = open()
    const all = await Promise.all([listen(ann, 0), listen('acme bob', 0)])
    listeners.stop()
    expect(all.map(({ isEnded }) => isEnded())).toEqual([true, true])
    expect(all[0]?.text()).toMatch(/retry: \d+\nevent: end\ndata: \{"scode":9002,/)
    expect(listeners.admit(ann)).toMatchObject({ refused: 9002 })
  })

  test('when its client has gone, and then its place is free again', async () => {
    const { feeds, listeners, listen } = open()
    const { seat, got } = await listen(ann, 0)
    seat.leave()
    seat.leave()
    feeds.grow(ann)
    await passes(60_000)
    expect([got(), listeners.size()]).toEqual([[], 0])
    listeners.stop()
  })
})

describe('there is no place', () => {
  test('for one who has enough of them', async () => {
    const { listeners, listen } = open()
    const [first] = [await listen(ann, 0), await listen(ann, 0)]
    expect(listeners.admit(ann)).toMatchObject({ refused: 1007 })
    first.seat.leave()
    expect(isRefusal(listeners.admit(ann))).toBe(false)
    listeners.stop()
  })

  test('for anybody when the gateway has enough', async () => {
    const { listeners, listen } = open()
    for (const user of ['a a', 'a b', 'a c', 'a d']) await listen(user, 0)
    expect(listeners.admit('a e')).toMatchObject({ refused: 9003 })
    listeners.stop()
  })
})
