import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FlowStep, Vote } from './flow.ts'
import { assignSeats, openSeats } from './seating.ts'

const stepOf = (seats: number): FlowStep => ({
  id: 0,
  key: '0',
  name: '',
  after: [],
  seats: Array.from({ length: seats }, () => ({ owners: [] })),
  need: 1,
  veto: true,
  skipped: null,
  due: null,
})
const voteOf = (fills: readonly number[]): Vote => ({
  step: 0,
  by: { tenantUuid: 't', tenantName: 't', userUuid: 'u', userName: '' },
  onBehalfOf: null,
  says: 'pass',
  fills,
  at: 0,
  reason: '',
})
const indexes = (count: number): readonly number[] => [...Array(count).keys()]

/** By trying everything: how many of the takers can have a seat, each a different one. */
const mostOf = ([fills, ...others]: readonly (readonly number[])[], taken: readonly number[] = []): number =>
  fills === undefined
    ? 0
    : Math.max(
        mostOf(others, taken),
        ...fills.filter((index) => !taken.includes(index)).map((index) => 1 + mostOf(others, [...taken, index])),
      )

test('as many votes as possible have a seat, and the open seats are those through which one more would have one', () => {
  const cases = fc
    .integer({ min: 1, max: 5 })
    .chain((seats) =>
      fc.tuple(fc.constant(seats), fc.array(fc.uniqueArray(fc.nat(seats - 1), { maxLength: 3 }), { maxLength: 5 })),
    )
  fc.assert(
    fc.property(cases, ([seats, fills]) => {
      const seated = assignSeats(fills, seats).flatMap((taker, index) => (taker === undefined ? [] : [[taker, index]]))
      expect(new Set(seated.map(([taker]) => taker)).size).toBe(seated.length)
      for (const [taker = -1, index = -1] of seated) expect(fills[taker]).toContain(index)
      expect(seated).toHaveLength(mostOf(fills))
      expect(openSeats(stepOf(seats), fills.map(voteOf))).toEqual(
        indexes(seats).filter((index) => mostOf([...fills, [index]]) > mostOf(fills)),
      )
    }),
    { numRuns: 2_000, seed: 20_260_101 },
  )
})

test('those who voted keep their seats while others find a free one', () => {
  expect(assignSeats([[0, 1, 2]], 3)).toEqual([0, undefined, undefined])
  expect(
    assignSeats(
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
      3,
    ),
  ).toEqual([0, 1, undefined])
  expect(assignSeats([[0, 1, 2], [0, 1, 2], [0]], 3)).toEqual([2, 1, 0])
})

test('the open seats of sixty people with one role are found with a few looks at each of their seats', () => {
  const seats = 60
  let looks = 0
  const counted = new Proxy(indexes(seats), {
    get: (target, name, self) => {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks += 1
      return Reflect.get(target, name, self)
    },
  })
  const votes = Array.from({ length: seats - 1 }, () => voteOf(counted))
  expect(openSeats(stepOf(seats), votes)).toEqual(indexes(seats))
  expect(looks).toBeLessThanOrEqual(3 * seats ** 2)
})
