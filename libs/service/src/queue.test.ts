import { randomUUID } from 'node:crypto'
import { queues } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { serviceQueue } from './queue.ts'

/** What goes out in place of a reply that is too large. */
const smaller = (queue: string, reply: unknown) => {
  const peers = { consuming: () => ({}) }
  return serviceQueue(peers, { queue, prefetch: 1, messages: {}, handlers: {} }).smallerReplies?.(reply)
}
const outcome = () => ({ commandId: randomUUID(), scode: 0, desc: '', uuid: 'u', name: 'n', data: '{}' })

describe('in place of a reply that is too large', () => {
  test('a query gets a refusal that says to ask for fewer', () => {
    expect(smaller(queues.ticketQueries, { scode: 0, desc: '', data: { list: [] } })).toEqual([
      { scode: 1004, desc: expect.objectContaining({ en: expect.stringContaining('fewer') }), data: null },
    ])
  })

  test('a command gets the outcomes of its items in two halves', () => {
    const [a, b, c] = [outcome(), outcome(), outcome()]
    const halves = [{ outcomes: [a, b] }, { outcomes: [c] }]
    expect(smaller(queues.ticketCommands, { outcomes: [a, b, c] })).toEqual(halves)
  })

  test('a command of one item gets its outcome without data, and of that there is nothing smaller', () => {
    const { data, ...bare } = outcome()
    expect(smaller(queues.ticketCommands, { outcomes: [{ ...bare, data }] })).toEqual([{ outcomes: [bare] }])
    expect(smaller(queues.ticketCommands, { outcomes: [bare] })).toEqual([])
    expect(smaller(queues.ticketCommands, { parked: 'why' })).toEqual([])
  })

  test('of a refusal there is nothing smaller', () => {
    expect(smaller(queues.ticketQueries, { scode: 3001, desc: '', data: null })).toEqual([])
  })
})
