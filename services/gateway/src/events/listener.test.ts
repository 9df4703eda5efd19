import type { FeedEntry, FeedPage } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createListener } from './listener.ts'

const entry = (seq: number): FeedEntry => ({ seq, notice: `{"number":${seq}}` })
const entries = (from: number, to: number): FeedEntry[] =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index))
const page = (from: number, last: number, to = last): FeedPage => ({ last, entries: entries(from, to) })

/** A listener that begins behind entry 3, and the ids of what its client got; `m` before those he was told are missing. */
const listening = () => {
  const listener = createListener()
  let text = ''
  let takes = true
  const write = (more: string) => {
    text += more
    return takes
  }
  listener.start({ write }, 3)
  return {
    listener,
    ids: () =>
      [...text.matchAll(/(event: missed\n)?id: (\d+)\n/g)].map(([, missed, id]) => `${missed ? 'm' : ''}${id}`),
    clientTakes: (nothing: boolean) => {
      takes = !nothing
    },
  }
}

describe('a listener', () => {
  test('gets what is new as it is told, once, however often it is told', () => {
    const { listener, ids } = listening()
    listener.hear(entries(4, 5))
    listener.hear(entries(4, 5))
    listener.hear(entries(5, 6))
    listener.hear(entries(1, 2))
    expect(ids()).toEqual(['4', '5', '6'])
    expect(listener.isBehind()).toBe(false)
  })

  test('gets nothing behind a gap before what lies in it was read', () => {
    const { listener, ids } = listening()
    listener.hear([entry(4), entry(6)])
    listener.hear([entry(7)])
    expect(ids()).toEqual(['4'])
    expect(listener.isBehind()).toBe(true)
    listener.take(page(5, 7))
    expect(ids()).toEqual(['4', '5', '6', '7'])
    expect(listener.isBehind()).toBe(false)
  })

  test('gets nothing twice when a page was overtaken by news', () => {
    const { listener, ids } = listening()
    listener.hear(entries(4, 6))
    listener.take(page(4, 5))
    listener.take({ last: 3, entries: [] })
    expect(ids()).toEqual(['4', '5', '6'])
  })

  test('goes on reading as long as a page is not the last', () => {
    const { listener, ids } = listening()
    listener.take(page(4, 9, 5))
    expect([ids(), listener.isBehind()]).toEqual([['4', '5'], true])
  })

  test('is told of what is kept no longer', () => {
    const { listener, ids } = listening()
    listener.take({ last: 8, entries: [entry(5), entry(8)] })
    expect(ids()).toEqual(['m4', '5', 'm7', '8'])
    listener.take({ last: 12, entries: [] })
    expect(ids().at(-1)).toBe('m12')
  })

  test('whose client takes nothing gets no more, and all of it when he has caught up', () => {
    const { listener, ids, clientTakes } = listening()
    clientTakes(true)
    listener.hear([entry(4)])
    listener.hear([entry(5)])
    listener.take(page(5, 6))
    expect([ids(), listener.isFull(), listener.isBehind()]).toEqual([['4'], true, false])
    clientTakes(false)
    listener.drained()
    expect(listener.isBehind()).toBe(true)
    listener.take(page(5, 6))
    expect(ids()).toEqual(['4', '5', '6'])
  })

  test('notes what it hears before it begins', () => {
    const listener = createListener()
    listener.hear(entries(4, 5))
    listener.start({ write: () => true }, 3)
    expect(listener.isBehind()).toBe(true)
  })
})

test('whatever news are lost, doubled or late, a client that reads on has each entry once, in order', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('hear' as const),
      from: fc.integer({ min: 1, max: 30 }),
      count: fc.integer({ min: 1, max: 5 }),
    }),
    fc.record({ kind: fc.constant('read' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ kind: fc.constant('full' as const), nothing: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { listener, ids, clientTakes } = listening()
      for (const one of steps) {
        if (one.kind === 'hear') listener.hear(entries(one.from, one.from + one.count - 1))
        else if (one.kind === 'read') listener.take(page(listener.seq() + 1, 40, listener.seq() + one.count))
        else {
          clientTakes(one.nothing)
          if (!one.nothing) listener.drained()
        }
      }
      clientTakes(false)
      listener.drained()
      listener.take(page(listener.seq() + 1, 40))
      expect(ids()).toEqual(entries(4, 40).map(({ seq }) => String(seq)))
    }),
  )
})
