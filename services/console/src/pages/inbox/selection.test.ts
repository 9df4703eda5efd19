import { describe, expect, test } from '@jest/globals'
import {
  actionsOf,
  countElsewhere,
  isSelectable,
  nothing,
  type Picked,
  pick,
  pickAll,
  pickRange,
  without,
} from './selection.ts'

const row = (uuid: string, can: Picked['can'] = ['pass', 'overrule']): Picked => ({
  ticket_uuid: uuid,
  ticket_name: uuid,
  version: 1,
  ticket_type_code: 'FEEDBACK',
  can,
  processers: [],
})
const rows = ['a', 'b', 'c', 'd', 'e'].map((uuid) => row(uuid))
const [a, b, , d, e] = rows as [Picked, Picked, Picked, Picked, Picked]
const uuids = ({ picked }: { picked: ReadonlyMap<string, Picked> }): string[] => [...picked.keys()]

describe('ticking', () => {
  test('one ticks and unticks one', () => {
    const one = pick(nothing, a, true)
    expect(uuids(one)).toEqual(['a'])
    expect(uuids(pick(one, a, false))).toEqual([])
  })

  test('Shift takes all from the last one ticked, downwards and upwards', () => {
    expect(uuids(pickRange(pick(nothing, b, true), rows, d, true))).toEqual(['b', 'c', 'd'])
    expect(uuids(pickRange(pick(nothing, d, true), rows, b, true))).toEqual(['d', 'b', 'c'])
  })

  test('Shift unticks a range where it unticks', () => {
    const all = pickAll(nothing, rows, true)
    expect(uuids(pickRange(pick(all, b, false), rows, d, false))).toEqual(['a', 'e'])
  })

  test('Shift takes one where the last one ticked is on another page', () => {
    expect(uuids(pickRange(pick(nothing, row('z'), true), rows, e, true))).toEqual(['z', 'e'])
  })

  test('what is ticked on other pages stays, and is counted', () => {
    const selection = pickAll(pick(nothing, row('z'), true), [a, b], true)
    expect(countElsewhere(selection, rows)).toBe(1)
    expect(uuids(without(selection, ['a', 'b']))).toEqual(['z'])
  })
})

describe('a checkbox', () => {
  test('is for tickets that can be decided on', () => {
    expect(isSelectable(row('x'), 'all')).toBe(true)
    expect(isSelectable(row('x', ['withdraw', 'urge']), 'all')).toBe(false)
  })

  test('is for what can be done to one’s own in the list of one’s own', () => {
    expect(isSelectable(row('x', ['withdraw', 'urge']), 'applied')).toBe(true)
    expect(isSelectable(row('x', ['cc']), 'applied')).toBe(false)
  })
})

test('many tickets can be done what can be done to each of them', () => {
  const selection = pickAll(nothing, [row('x', ['archive', 'delete']), row('y', ['delete', 'cc'])], true)
  expect([...actionsOf(selection)]).toEqual(['delete'])
  expect(actionsOf(nothing).size).toBe(0)
})
