import { queues, type TicketEvent, topology } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ticketEvent } from './ticketEvent.fixture.ts'
import { latestUsages, usageEventTypes } from './usage.ts'

const life: readonly TicketEvent[] = [
  ticketEvent({ seq: 1, state: 'saved' }),
  ticketEvent({ seq: 2, state: 'pending', processUuid: 'p1' }),
  ticketEvent({ seq: 3, state: 'withdrawn', processUuid: 'p1' }),
  ticketEvent({ seq: 4, state: 'pending', processUuid: 'p2' }),
]

test('the service hears exactly the events that tell it something', () => {
  const queue = topology.queues.find(({ name }) => name === queues.processTicketEvents)
  expect(queue?.bindings).toEqual({ events: usageEventTypes })
})

describe('what ticket events say about the use of processes', () => {
  test('is what the last event of a ticket says, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...life, ...life], { minLength: 1 }), (events) => {
        const last = Math.max(...events.map((event) => event.seq))
        const { processUuid, state } = life[last - 1]!
        expect(latestUsages(events)).toEqual([
          { ticketUuid: ticketEvent().ticketUuid, seq: last, processUuid, pending: state === 'pending' },
        ])
      }),
    )
  })

  test('a deleted ticket uses nothing, whatever its state was', () => {
    expect(latestUsages([ticketEvent({ state: 'pending', deleted: true })])).toMatchObject([{ pending: false }])
  })

  test('a step that was passed changes nothing', () => {
    const submitted = ticketEvent({ seq: 1, state: 'pending', processUuid: 'p1' })
    const passed = ticketEvent({ type: 'ticket.step-passed', seq: 2, state: 'pending', processUuid: 'p1' })
    expect(latestUsages([passed])).toEqual([])
    expect(latestUsages([submitted, passed])).toEqual(latestUsages([submitted]))
  })

  test('each ticket counts for itself', () => {
    const other = '11111111-2222-4333-8444-555555555555'
    expect(latestUsages([ticketEvent(), ticketEvent({ ticketUuid: other })])).toHaveLength(2)
  })
})
