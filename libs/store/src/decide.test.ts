import { describe, expect, test } from '@jest/globals'
import { decideAll, type Item } from './decide.ts'
import type { Aggregate, RememberedResult } from './document.ts'
import type { Event, RecordedEvent } from './history.ts'

const counter: Aggregate<number, Event> = {
  evolve: (count) => (count ?? 0) + 1,
  fields: (count) => ({ count }),
  nameOf: (count) => `count ${count}`,
}

const increase = (commandId: string): Item<number, Event> => ({
  id: 'counter',
  commandId,
  correlationId: 'c',
  by: null,
  creates: true,
  decide: () => [{ type: 'increased', data: {} }],
})

describe('commands that are decided together', () => {
  test('are decided in their order, each on what the one before left', () => {
    const { results } = decideAll(counter, undefined, 'counter', [increase('a'), increase('b')], new Map(), 0)
    expect(results.map(({ commandId, name }) => [commandId, name])).toEqual([
      ['a', 'count 1'],
      ['b', 'count 2'],
    ])
  })

  test('take effect once each, however many copies of them wait side by side', () => {
    const copies = [increase('a'), increase('b'), increase('a'), increase('b'), increase('a')]
    const { events, results } = decideAll(counter, undefined, 'counter', copies, new Map(), 0)
    expect(events.map((event) => event.commandId)).toEqual(['a', 'b'])
    expect(results).toHaveLength(2)
  })

  test('leave nothing of one that fails midway to those after it', () => {
    const fragile: Aggregate<number, Event> = {
      ...counter,
      evolve: (count, { type }) => {
        if (type === 'unknown') throw new Error('no such event')
        return (count ?? 0) + 1
      },
    }
    const failing: Item<number, Event> = {
      ...increase('a'),
      decide: () => ['increased', 'unknown'].map((type) => ({ type, data: {} })),
    }
    const decided = decideAll(fragile, undefined, 'counter', [failing, increase('b')], new Map(), 0)
    expect(decided.faults.map(({ commandId }) => commandId)).toEqual(['a'])
    expect(decided).toMatchObject({ state: 1, results: [{ commandId: 'b', name: 'count 1' }] })
  })
})

describe('a refused command', () => {
  const refused = (name?: string): Item<number, Event> => ({
    ...increase('a'),
    name: 'wanted',
    decide: () => ({ scode: 2003, desc: { en: 'no', cn: '不' }, ...(name !== undefined && { name }) }),
  })
  const nameAfter = (...items: readonly Item<number, Event>[]) =>
    decideAll(counter, undefined, 'counter', items, new Map(), 0).results.at(-1)?.name

  test('carries the name of the thing as it stands, or the one it was to have', () => {
    expect(nameAfter(refused())).toBe('wanted')
    expect(nameAfter(increase('b'), refused())).toBe('count 1')
  })

  test('carries the name that the refusal says, where the caller may not know another', () => {
    expect(nameAfter(increase('b'), refused(''))).toBe('')
  })

  const showing: Aggregate<number, Event> = {
    ...counter,
    current: (count) => ({
      ticket_state_code: 'pending',
      version: count,
      actor_name: '',
      action: 'increased',
      time: 0,
      owner_name: '',
    }),
  }
  const shown: Item<number, Event> = {
    ...increase('a'),
    decide: () => ({ scode: 3002, desc: { en: 'no', cn: '不' }, shows: true }),
  }
  const historyOf = (events: readonly RecordedEvent[], answered: readonly RememberedResult[]) => ({
    _id: 'counter',
    version: events.length,
    relayed: 0,
    history: events,
    answered,
  })

  test('carries how the thing stood, where the caller may see it, the same however often and late it is asked again', () => {
    const first = decideAll(showing, undefined, 'counter', [increase('b'), shown], new Map(), 0)
    expect(first.results.at(-1)).toMatchObject({ scode: 3002, version: 1, current: { version: 1 } })
    const later = decideAll(showing, historyOf(first.events, first.answered), 'counter', [increase('c')], new Map(), 0)
    const events = [...first.events, ...later.events]
    const again = [
      decideAll(showing, historyOf(events, first.answered), 'counter', [shown], new Map(), 0),
      decideAll(
        showing,
        historyOf(events, []),
        'counter',
        [shown],
        new Map(first.answered.map((result) => [result.commandId, { result, isOfDocument: true }])),
        0,
      ),
    ]
    for (const { results } of again) expect(results).toEqual([first.results.at(-1)])
  })

  test('carries nothing of a thing that the caller may not see', () => {
    const { results } = decideAll(showing, undefined, 'counter', [increase('b'), refused()], new Map(), 0)
    expect(results.at(-1)).toEqual({
      id: 'counter',
      commandId: 'a',
      scode: 2003,
      desc: { en: 'no', cn: '不' },
      name: 'count 1',
    })
  })
})
