import { describe, expect, test } from '@jest/globals'
import { type Attempt, attemptsAgain } from './attempts.ts'
import type { Outcome } from './outcomes.ts'

const item = (uuid: string) => ({
  ticket_uuid: uuid,
  ticket_name: uuid,
  ticket_type_code: 'FEEDBACK' as const,
  processers: [],
  version: 1,
})
const versions = (attempts: readonly Attempt[]) =>
  attempts.map(({ key, items }) => [key, ...items.map(({ ticket_uuid, version }) => `${ticket_uuid} ${version}`)])

const edited = { current: { ticket_state_code: 'pending', action: 'ticket.submitted' } }
const outcome = (uuid: string, scode: number, given: Partial<Outcome> = {}): Outcome => ({
  uuid,
  name: uuid,
  ok: scode === 0,
  known: true,
  scode,
  text: '',
  data: null,
  ...given,
})
const lost = (uuid: string) => outcome(uuid, 12, { known: false })

describe('what is sent once more', () => {
  const first: Attempt = { key: 'first', items: ['a', 'b', 'c'].map(item) }
  const sentInFirst = new Map(first.items.map(({ ticket_uuid }) => [ticket_uuid, first]))

  test('is the same list under the same key where an answer is missing', () => {
    const again = attemptsAgain([outcome('a', 0), lost('b'), outcome('c', 3002)], sentInFirst, 'second')
    expect(again).toEqual([first])
  })

  test('is a ticket that was changed as it is now, beside those whose answer is missing, as they were read', () => {
    const again = attemptsAgain(
      [outcome('a', 3007, { data: edited }), lost('b'), outcome('c', 0)],
      sentInFirst,
      'second',
    )
    expect(versions(again)).toEqual([
      ['first', 'a 1', 'b 1', 'c 1'],
      ['second', 'a undefined'],
    ])
  })

  test('is what the gateway could not take as it was read: an edit meanwhile is not approved unseen', () => {
    const again = attemptsAgain([outcome('a', 1007)], sentInFirst, 'second')
    expect(versions(again)).toEqual([['second', 'a 1']])
  })

  test('is what the gateway could not take with the list it was in, where that is repeated', () => {
    const again = attemptsAgain([lost('a'), outcome('b', 1007), outcome('c', 0)], sentInFirst, 'second')
    expect(again).toEqual([first])
  })

  test('is of two attempts that each which lost the answer', () => {
    const second: Attempt = { key: 'second', items: [item('a')] }
    const sentIn = new Map([...sentInFirst, ['a', second]])
    expect(attemptsAgain([lost('a'), lost('b'), outcome('c', 0)], sentIn, 'third')).toEqual([second, first])
  })

  test('is nothing where all is decided', () => {
    expect(attemptsAgain([outcome('a', 0), outcome('b', 3003)], sentInFirst, 'second')).toEqual([])
  })
})
