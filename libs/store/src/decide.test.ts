import { describe, expect, test } from '@jest/globals'
import { decideAll, type Item } from './decide.ts'
import type { Aggregate } from './document.ts'
import type { Fact } from './history.ts'

const counter: Aggregate<number, Fact> = {
  evolve: (count) => (count ?? 0) + 1,
  fields: (count) => ({ count }),
  nameOf: (count) => `count ${count}`,
}

const increase = (commandId: string): Item<number, Fact> => ({
  id: 'counter',
  commandId,
  correlationId: 'c',
  by: null,
  creates: true,
  decide: () => ({ kind: 'accepted', facts: [{ type: 'increased', data: {} }] }),
})

describe('commands that are decided together', () => {
  test('are decided in their order, each on what the one before left', () => {
    const { answers } = decideAll(counter, undefined, 'counter', [increase('a'), increase('b')], new Map(), 0)
    expect(answers.map(({ commandId, name }) => [commandId, name])).toEqual([
      ['a', 'count 1'],
      ['b', 'count 2'],
    ])
  })

  test('take effect once each, however many copies of them wait side by side', () => {
    const copies = [increase('a'), increase('b'), increase('a'), increase('b'), increase('a')]
    const { entries, answers } = decideAll(counter, undefined, 'counter', copies, new Map(), 0)
    expect(entries.map((entry) => entry.commandId)).toEqual(['a', 'b'])
    expect(answers).toHaveLength(2)
  })
})
