import type { FeedEntry, FeedPage } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createFeedCursor } from './cursor.ts'

const entry = (seq: number): FeedEntry => ({ seq, notice: `{"number":${seq}}`, role: null })
const entries = (from: number, to: number): FeedEntry[] =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index))
const page = (from: number, last: number, to = last): FeedPage => ({ last, entries: entries(from, to) })

/** A cursor that begins behind entry 3, and the ids of what its client got; `m` before those it was told are missing. */
const listening = () => {
  const cursor = createFeedCursor(new Set(['acme auditor']))
  let text = ''
  let takes = true
  const write = (more: string) => {
    text += more
    return takes
  }
  cursor.start(write, 3)
  return {
    cursor,
    ids: () =>
      [...text.matchAll(/(event: missed\n)?id: (\d+)\n/g)].map(([, missed, id]) => `${missed ? 'm' : ''}${id}`),
    clientTakes: (nothing: boolean) => {
      takes = !nothing
    },
  }
}

describe('a stream', () => {
  test('gets each new entry once, however often it comes', () => {
    const { cursor, ids } = listening()
    cursor.onEntries(entries(4, 5))
    cursor.onEntries(entries(4, 5))
    cursor.onEntries(entries(5, 6))
    cursor.onEntries(entries(1, 2))
    expect(ids()).toEqual(['4', '5', '6'])
    expect(cursor.isBehind()).toBe(false)
  })

  test('gets nothing behind a gap before what lies in it was read', () => {
    const { cursor, ids } = listening()
    cursor.onEntries([entry(4), entry(6)])
    cursor.onEntries([entry(7)])
    expect(ids()).toEqual(['4'])
    expect(cursor.isBehind()).toBe(true)
    cursor.onPage(page(5, 7))
    expect(ids()).toEqual(['4', '5', '6', '7'])
    expect(cursor.isBehind()).toBe(false)
  })

  test('gets nothing twice when a page was overtaken by updates', () => {
    const { cursor, ids } = listening()
    cursor.onEntries(entries(4, 6))
    cursor.onPage(page(4, 5))
    cursor.onPage({ last: 3, entries: [] })
    expect(ids()).toEqual(['4', '5', '6'])
  })

  test('goes on reading as long as a page is not the last', () => {
    const { cursor, ids } = listening()
    cursor.onPage(page(4, 9, 5))
    expect([ids(), cursor.isBehind()]).toEqual([['4', '5'], true])
  })

  test('is told of what is kept no longer', () => {
    const { cursor, ids } = listening()
    cursor.onPage({ last: 8, entries: [entry(5), entry(8)] })
    expect(ids()).toEqual(['m4', '5', 'm7', '8'])
    cursor.onPage({ last: 12, entries: [] })
    expect(ids().at(-1)).toBe('m12')
  })

  test('whose client takes nothing gets no more, and all of it when the client has caught up', () => {
    const { cursor, ids, clientTakes } = listening()
    clientTakes(true)
    cursor.onEntries([entry(4)])
    cursor.onEntries([entry(5)])
    cursor.onPage(page(5, 6))
    expect([ids(), cursor.isFull(), cursor.isBehind()]).toEqual([['4'], true, false])
    clientTakes(false)
    cursor.drained()
    expect(cursor.isBehind()).toBe(true)
    cursor.onPage(page(5, 6))
    expect(ids()).toEqual(['4', '5', '6'])
  })

  test('passes over what was told to a role that its token does not hold, and goes on behind it', () => {
    const { cursor, ids } = listening()
    const to = (seq: number, role: string | null): FeedEntry => ({ ...entry(seq), role })
    cursor.onEntries([to(4, 'acme auditor'), to(5, 'acme lost')])
    cursor.onEntries([to(6, 'acme lost')])
    cursor.onPage({ last: 9, entries: [to(7, 'globex auditor'), to(8, null), to(9, 'acme lost')] })
    expect(ids()).toEqual(['4', '8'])
    expect([cursor.seq(), cursor.isBehind()]).toEqual([9, false])
  })

  test('notes what comes before it begins', () => {
    const cursor = createFeedCursor(new Set(['acme auditor']))
    cursor.onEntries(entries(4, 5))
    cursor.start(() => true, 3)
    expect(cursor.isBehind()).toBe(true)
  })
})

test('whatever updates are lost, doubled or late, a client that reads on has each entry once, in order', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('update' as const),
      from: fc.integer({ min: 1, max: 30 }),
      count: fc.integer({ min: 1, max: 5 }),
    }),
    fc.record({ kind: fc.constant('read' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ kind: fc.constant('full' as const), nothing: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { cursor, ids, clientTakes } = listening()
      for (const one of steps) {
        if (one.kind === 'update') cursor.onEntries(entries(one.from, one.from + one.count - 1))
        else if (one.kind === 'read') cursor.onPage(page(cursor.seq() + 1, 40, cursor.seq() + one.count))
        else {
          clientTakes(one.nothing)
          if (!one.nothing) cursor.drained()
        }
      }
      clientTakes(false)
      cursor.drained()
      cursor.onPage(page(cursor.seq() + 1, 40))
      expect(ids()).toEqual(entries(4, 40).map(({ seq }) => String(seq)))
    }),
  )
})
