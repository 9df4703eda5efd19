import { describe, expect, test } from '@jest/globals'
import { type Attempt, attemptsAgain, createAttempts } from './attempts.ts'
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

  test('is a request of its own where a service could not take it: under the same key the list is answered as before', () => {
    const again = attemptsAgain([outcome('a', 0), outcome('b', 9003), outcome('c', 0)], sentInFirst, 'second')
    expect(versions(again)).toEqual([['second', 'b 1']])
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

describe('what has become of each ticket', () => {
  /** A list that was sent once, with these outcomes. */
  const sent = (...outcomes: readonly Outcome[]) => {
    const attempts = createAttempts(['a', 'b', 'c'].map(item), 'first')
    for (const one of outcomes) attempts.take(attempts.first, one)
    return attempts
  }
  const seen = ({ outcomes }: ReturnType<typeof sent>) =>
    [...outcomes.values()].map(({ uuid, scode, known }) => `${uuid} ${scode} ${known}`).sort()
  const away = (uuid: string) => outcome(uuid, 9002, { known: false })

  test('stays what it was where the list is repeated and the gateway is still away', () => {
    const attempts = sent(outcome('a', 0), lost('b'), outcome('c', 3002))
    expect(attempts.again('second')).toEqual([attempts.first])
    for (const uuid of ['a', 'b', 'c']) attempts.take(attempts.first, away(uuid))
    expect(seen(attempts)).toEqual(['a 0 true', 'b 9002 false', 'c 3002 true'])
  })

  test('is that it was not sent, where sending was given up before', () => {
    const attempts = sent(away('a'))
    attempts.giveUp(attempts.first, { scode: 9002, text: '' })
    expect(seen(attempts)).toEqual(['a 9002 false', 'b 9002 true', 'c 9002 true'])
  })

  test.each([1001, 1007, 2001, 2002, 9002])(
    'is not known until it is settled where an answer was lost: after %i the list is repeated to the letter',
    (scode) => {
      const attempts = sent(lost('a'), lost('b'), lost('c'))
      attempts.again('second')
      attempts.take(attempts.first, outcome('a', scode))
      attempts.giveUp(attempts.first, { scode, text: '' })
      expect(seen(attempts)).toEqual(['a', 'b', 'c'].map((uuid) => `${uuid} ${scode} false`))
      expect(attempts.again('third')).toEqual([attempts.first])
      for (const uuid of ['a', 'b', 'c']) attempts.take(attempts.first, outcome(uuid, 0))
      expect(seen(attempts)).toEqual(['a 0 true', 'b 0 true', 'c 0 true'])
    },
  )

  test('is known again where it was settled, and what is asked anew was refused', () => {
    const attempts = sent(lost('a'), outcome('b', 0), outcome('c', 0))
    attempts.again('second')
    attempts.take(attempts.first, outcome('a', 3007, { data: edited }))
    const [anew] = attempts.again('third')
    expect(versions(anew === undefined ? [] : [anew])).toEqual([['third', 'a undefined']])
    if (anew !== undefined) attempts.take(anew, outcome('a', 1007))
    expect(seen(attempts)).toEqual(['a 1007 true', 'b 0 true', 'c 0 true'])
  })
})
