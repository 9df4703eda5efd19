import { describe, expect, test } from '@jest/globals'
import { decideAll, type Item } from './decide.ts'
import type { Aggregate } from './document.ts'
import type { Event } from './history.ts'

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
})
