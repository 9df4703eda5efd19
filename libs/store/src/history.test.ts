import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decideAll, type Item } from './decide.ts'
import { type Aggregate, type AggregateDocument, stateAt } from './document.ts'
import { brokenAt, canonicalOf, type Event, lastSeq, type RecordedEvent } from './history.ts'
import { toWrite } from './pendingWrite.ts'

/** A note that is written anew and closed: all that matters of it is the last text, and how often it was closed. */
interface Note {
  readonly text: string
  readonly closed: number
  readonly createdAt: number
}
interface NoteEvent extends Event {
  readonly data: { readonly text: string }
}

const note: Aggregate<Note, NoteEvent> = {
  evolve: (before, { type, data, at }) => ({
    text: type === 'written' ? data.text : (before?.text ?? ''),
    closed: (before?.closed ?? 0) + (type === 'closed' ? 1 : 0),
    createdAt: before?.createdAt ?? at,
  }),
  fields: (state) => ({ state }),
  nameOf: (state) => state.text,
  supersedes: (previous, next) => previous.type === 'written' && next.type === 'written',
}

const item = (type: string, commandId: string): Item<Note, NoteEvent> => ({
  id: 'note',
  commandId,
  correlationId: 'c',
  by: null,
  creates: true,
  decide: () => [{ type, data: { text: `as of ${commandId}` } }],
})

type Document = AggregateDocument<NoteEvent>

/** Decides items together and gives the document after them, and the command ids that left it. */
const write = (document: Document | undefined, items: readonly Item<Note, NoteEvent>[], at: number) => {
  const decided = decideAll(note, document, 'note', items, new Map(), at)
  return { decided, ...toWrite(note, 'note', document, decided, new Date(at)) }
}

/** Some writes of one or several commands each, and after each how many events are published. */
const story = fc.array(
  fc.record({
    types: fc.array(fc.constantFrom('written', 'written', 'written', 'closed'), { minLength: 1, maxLength: 3 }),
    unpublished: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 30 },
)

interface Write {
  readonly types: readonly string[]
  readonly unpublished: number
}

const played = (writes: readonly Write[]) => {
  let document: Document | undefined
  const all: RecordedEvent<NoteEvent>[] = []
  const left = new Map<string, string>()
  let count = 0
  for (const { types, unpublished } of writes) {
    const items = types.map((type) => item(type, `command ${++count}`))
    const relayed = document?.relayed ?? 0
    const { after, decided, leaving } = write(document, items, count)
    for (const { commandId, name } of leaving) left.set(commandId, name)
    all.push(...decided.events)
    document = { ...after, relayed: Math.max(relayed, after.version - unpublished) }
  }
  return { document: document as unknown as Document, all, left }
}

describe('a history whose superseded entries are gone', () => {
  test('is whole, has the same state, and forgets no command', () => {
    fc.assert(
      fc.property(story, (writes) => {
        const { document, all, left } = played(writes)
        const { history, version } = document
        expect(brokenAt(history)).toBeNull()
        expect([version, lastSeq(history)]).toEqual([all.length, all.length])
        expect(stateAt(note, 'note', history)).toEqual(stateAt(note, 'note', all))
        expect(document).toMatchObject({ state: stateAt(note, 'note', history) })
        expect(history[0]).toEqual(all[0])
        const known = [...history.map(({ commandId }) => commandId), ...left.keys()]
        expect(known.toSorted()).toEqual(all.map(({ commandId }) => commandId).toSorted())
        for (const [commandId, name] of left) expect(name).toBe(`as of ${commandId}`)
      }),
    )
  })

  test('shows every change of what is left', () => {
    const change = fc.record({ at: fc.nat(), to: fc.constantFrom('text', 'drop', 'swap', 'superseded') })
    fc.assert(
      fc.property(story, change, (writes, { at, to }) => {
        const { history } = played(writes).document
        const place = at % history.length
        const [before, entry, after] = [history.slice(0, place), history[place]!, history.slice(place + 1)]
        if (to === 'text') {
          expect(brokenAt([...before, { ...entry, data: { ...entry.data, text: 'another' } }, ...after])).not.toBeNull()
        }
        if (to === 'drop' && after.length > 0) expect(brokenAt([...before, ...after])).not.toBeNull()
        if (to === 'swap' && after[0] !== undefined) {
          expect(brokenAt([...before, after[0], entry, ...after.slice(1)])).not.toBeNull()
        }
        if (to === 'superseded' && 'superseded' in entry.data) {
          const { superseded: _, ...data } = entry.data
          expect(brokenAt([...before, { ...entry, data } as typeof entry, ...after])).not.toBeNull()
        }
      }),
    )
  })

  test('can be recomputed from the text of each entry', () => {
    const { document } = played([
      { types: ['written'], unpublished: 0 },
      { types: ['written'], unpublished: 0 },
      { types: ['written'], unpublished: 0 },
      { types: ['closed'], unpublished: 0 },
    ])
    expect(document.history.map(canonicalOf)).toEqual([
      '[1,"written",1,null,"command 1","c",{"text":"as of command 1"}]',
      expect.stringMatching(
        /^\[3,"written",3,null,"command 3","c",\{"text":"as of command 3","superseded":\{"count":1,"from_seq":2,"last_at":2,"hash":"\w{64}","after":"\w{64}"\}\}\]$/,
      ),
      '[4,"closed",4,null,"command 4","c",{"text":"as of command 4"}]',
    ])
  })
})

describe('entries that supersede each other and are not published yet', () => {
  const large = (commandId: string): Item<Note, NoteEvent> => ({
    ...item('written', commandId),
    decide: () => [{ type: 'written', data: { text: 'x'.repeat(64 * 1024) } }],
  })

  test('do not make the document larger than it may be: the next one is to come again later', () => {
    let document: Document | undefined
    const scodes: number[] = []
    for (let count = 0; count < 20; count += 1) {
      const { after, decided } = write(document, [large(`command ${count}`)], count)
      scodes.push(...decided.results.map(({ scode }) => scode))
      document = after
    }
    expect(scodes.slice(0, 14).every((scode) => scode === 0)).toBe(true)
    expect(scodes.at(-1)).toBe(9003)
    const published = { ...(document as unknown as Document), relayed: document?.version ?? 0 }
    expect(write(published, [large('once more')], 21).after.history).toHaveLength(2)
  })
})
