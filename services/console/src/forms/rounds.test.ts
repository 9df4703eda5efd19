import { describe, expect, test } from '@jest/globals'
import { roundBefore } from './rounds.ts'

const entry = (type: string, data: object | null) => ({
  type,
  canonical: data === null ? null : JSON.stringify([1, type, '2026-11-27T00:00:00.000Z', null, 'c', 'd', data]),
})
const submitted = (details: string | null, reason = '') =>
  entry('ticket.submitted', { info: details === null ? null : { type: 'VOLUME_EXPANSION', details, reason } })
const overruled = entry('ticket.overruled', { step: 0, reason: '太大' })

describe('what the round before asked for', () => {
  test('is in the submission before the last, whole', () => {
    const history = [submitted('{"capacity":9223372036854775809}', '扩容'), overruled, submitted('{"capacity":2}')]
    expect(roundBefore(history)).toEqual({
      type: 'VOLUME_EXPANSION',
      section: { capacity: 9_223_372_036_854_775_809n },
      reason: '扩容',
    })
  })

  test('is what was saved last, where a draft was submitted as it was', () => {
    const draft = entry('ticket.saved', { info: { type: 'VIP', details: '{"vip_count":1}', reason: '' } })
    expect(roundBefore([draft, submitted(null), overruled, submitted('{"vip_count":2}')])?.type).toBe('VIP')
  })

  test('is not known where that draft is another person’s', () => {
    const history = [submitted('{"capacity":1}'), overruled, entry('ticket.saved', null), submitted(null), overruled]
    expect(roundBefore([...history, submitted('{"capacity":3}')])).toBeUndefined()
  })

  test('is that of an earlier round which was submitted again as it was', () => {
    const history = [submitted('{"capacity":1}'), overruled, submitted(null), overruled, submitted('{"capacity":3}')]
    expect(roundBefore(history)?.section).toEqual({ capacity: 1n })
  })

  test('is nothing in the first round', () => {
    expect(roundBefore([submitted('{"capacity":1}'), overruled])).toBeUndefined()
    expect(roundBefore([])).toBeUndefined()
  })
})
