import { inEnglish, isRefusal } from '@gongdan/contracts'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { memoryFeeds } from '../../test/memoryFeeds.ts'
import { silent } from '../../test/startGateway.ts'
import { createFeedReader } from './feedClient.ts'
import { createLiveHub } from './hub.ts'

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] })
})
afterEach(() => {
  jest.useRealTimers()
})

const ann = 'acme ann'
const inAWhile = Number.POSITIVE_INFINITY

/** The bearer of a token, from a `userKey`. */
const callerOf = (user: string, ...roles: readonly string[]) => {
  const [tenantUuid = '', userUuid = ''] = user.split(' ')
  return { tenantUuid, tenantName: '', userUuid, userName: '', roles: roles.map((uuid) => ({ uuid, name: '' })) }
}
const change = (version: number) => ({
  type: 'ticket.submitted',
  ticket_uuid: 'a ticket',
  version,
  ticket_state_code: 'pending' as const,
  actor_name: '梅',
  owner_tenant_uuid: 'acme',
  owner_uuid: 'keeper',
  owner_name: '保管',
})

const open = () => {
  const feeds = memoryFeeds()
  const read = createFeedReader(feeds.read)
  const hub = createLiveHub({
    read,
    maxStreams: 4,
    maxStreamsPerUser: 2,
    retryMs: 2_000,
    maxAgeMs: 3_600_000,
    now: Date.now,
    log: silent,
  })
  feeds.onGrown(hub.onUpdates)

  /** A client listens from that entry on; gives what it got. */
  const listen = async (user: string, after: number, expires = inAWhile, ...roles: readonly string[]) => {
    const stream = hub.subscribe(callerOf(user, ...roles))
    if (isRefusal(stream)) throw new Error(inEnglish(stream.desc))
    let [text, ended, cut, takes] = ['', false, false, true]
    const sink = {
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
    stream.start(() => sink, after, await stream.read(after), expires)
    return {
      stream,
      got: () => [...text.matchAll(/data: \{"number":(\d+)\}/g)].map(([, number]) => Number(number)),
      text: () => text,
      isEnded: () => ended,
      isCut: () => cut,
      takesNothing: () => {
        takes = false
      },
      takesAgain: () => {
        takes = true
        stream.drained()
      },
    }
  }
  return { feeds, hub, listen }
}
const passes = (ms: number) => jest.advanceTimersByTimeAsync(ms)

describe('a client that listens', () => {
  test('gets what came before, then what comes, and nothing of another user', async () => {
    const { feeds, listen } = open()
    feeds.grow(ann, 250)
    const { got } = await listen(ann, 100)
    await passes(0)
    feeds.grow(ann)
    feeds.grow('globex ann')
    expect(got()).toEqual(Array.from({ length: 151 }, (_, index) => 101 + index))
  })

  test('loses nothing when no updates come at all', async () => {
    const { feeds, hub, listen } = open()
    const { got } = await listen(ann, 0)
    feeds.grow(ann, 3, 0)
    expect(got()).toEqual([])
    await passes(30_000)
    expect(got()).toEqual([1, 2, 3])
    feeds.grow(ann, 1, 0)
    hub.checkAll()
    await passes(0)
    expect(got()).toEqual([1, 2, 3, 4])
    hub.stop()
  })

  test('finds what was missed as soon as something newer comes, also when there is no answer for a time', async () => {
    const { feeds, hub, listen } = open()
    const { got } = await listen(ann, 0)
    feeds.fails(new Error('no answer'))
    feeds.grow(ann, 2, 0)
    feeds.grow(ann, 1)
    await passes(5_500)
    expect(got()).toEqual([])
    feeds.fails(undefined)
    await passes(1_000)
    expect(got()).toEqual([1, 2, 3])
    hub.stop()
  })

  test('gets a heartbeat every 15 s', async () => {
    const { hub, listen } = open()
    const { text } = await listen(ann, 0)
    const before = text()
    await passes(45_000)
    expect(text().slice(before.length)).toBe(':\n\n'.repeat(3))
    hub.stop()
  })

  test('shares queries with all others', async () => {
    const { feeds, hub, listen } = open()
    await Promise.all([listen(ann, 0), listen(ann, 0), listen('acme bob', 0), listen('acme cid', 0)])
    const before = feeds.asked()
    hub.checkAll()
    await passes(0)
    expect(feeds.asked() - before).toBe(1)
    hub.stop()
  })

  test('that takes nothing costs no memory, and is cut off after half a minute', async () => {
    const { feeds, hub, listen } = open()
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
    hub.stop()
  })
})

describe('a stream ends', () => {
  test('when the token does', async () => {
    const { hub, listen } = open()
    const { text, isEnded } = await listen(ann, 0, Date.now() + 10_000)
    await passes(9_999)
    expect(isEnded()).toBe(false)
    await passes(1)
    expect([isEnded(), hub.size()]).toEqual([true, 0])
    expect(text()).toMatch(/event: end\ndata: \{"scode":2002,"desc":"the token has expired".*\}\n\n$/)
  })

  test('when it has lasted an hour', async () => {
    const { listen } = open()
    const { text, isEnded } = await listen(ann, 0)
    await passes(3_600_000)
    expect(isEnded()).toBe(true)
    expect(text()).toMatch(/event: end\ndata: \{"scode":0,"desc":"come back"/)
  })

  test('when the gateway stops, and then none begins any more', async () => {
    const { hub, listen } = open()
    const all = await Promise.all([listen(ann, 0), listen('acme bob', 0)])
    hub.stop()
    expect(all.map(({ isEnded }) => isEnded())).toEqual([true, true])
    expect(all[0]?.text()).toMatch(/retry: \d+\nevent: end\ndata: \{"scode":9002,/)
    expect(hub.subscribe(callerOf(ann))).toMatchObject({ scode: 9002 })
  })

  test('when its client has gone, and then another may begin', async () => {
    const { feeds, hub, listen } = open()
    const { stream, got } = await listen(ann, 0)
    stream.close()
    stream.close()
    feeds.grow(ann)
    await passes(60_000)
    expect([got(), hub.size()]).toEqual([[], 0])
    hub.stop()
  })
})

describe('a change of a ticket', () => {
  const changesIn = (text: string) =>
    [...text.matchAll(/event: ticket\.changed\n(id: .*\n)?data: (.*)\n\n/g)].map(([, id, data = '']) => [
      id,
      JSON.parse(data).version,
    ])

  test('is heard once by each stream whose token has one of the keys of its lists, and by no other', async () => {
    const { hub, listen } = open()
    const lead = await listen('acme mei', 0, inAWhile, 'lead', 'keeper')
    const applicant = await listen('acme lin', 0)
    const namesake = await listen('globex lin', 0, inAWhile, 'lead')
    hub.onChanges([{ keys: ['a acme lin', 'v r acme lead', 'v r acme keeper', 't acme', '*'], change: change(3) }])
    expect([lead, applicant, namesake].map(({ text }) => changesIn(text()))).toEqual([
      [[undefined, 3]],
      [[undefined, 3]],
      [],
    ])
    hub.stop()
  })

  test('is dropped for a client that takes nothing, which loses no entry of its feed', async () => {
    const { feeds, hub, listen } = open()
    const client = await listen(ann, 0)
    const tell = (version: number) => hub.onChanges([{ keys: ['a acme ann'], change: change(version) }])
    client.takesNothing()
    tell(1)
    tell(2)
    feeds.grow(ann)
    client.takesAgain()
    await passes(0)
    tell(3)
    expect([changesIn(client.text()), client.got()]).toEqual([
      [
        [undefined, 1],
        [undefined, 3],
      ],
      [1],
    ])
    hub.stop()
  })

  test('is not told to a stream that has ended, or has not begun', async () => {
    const { hub, listen } = open()
    const { stream, text } = await listen(ann, 0)
    stream.close()
    const early = hub.subscribe(callerOf(ann))
    hub.onChanges([{ keys: ['a acme ann'], change: change(1) }])
    expect([changesIn(text()), isRefusal(early)]).toEqual([[], false])
    hub.stop()
  })
})

describe('no stream is given', () => {
  test('to a user who has enough of them', async () => {
    const { hub, listen } = open()
    const [first] = [await listen(ann, 0), await listen(ann, 0)]
    expect(hub.subscribe(callerOf(ann))).toMatchObject({ scode: 1007 })
    first.stream.close()
    expect(isRefusal(hub.subscribe(callerOf(ann)))).toBe(false)
    hub.stop()
  })

  test('to any user when the gateway has enough', async () => {
    const { hub, listen } = open()
    for (const user of ['a a', 'a b', 'a c', 'a d']) await listen(user, 0)
    expect(hub.subscribe(callerOf('a e'))).toMatchObject({ scode: 9003 })
    hub.stop()
  })
})
