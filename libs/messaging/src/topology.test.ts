import { expect, test } from '@jest/globals'
import { withRetryQueues } from './declare.ts'
import { defaultRetryDelays } from './retry.ts'
import { quarantineOf, topology } from './topology.ts'

const whole = withRetryQueues(topology, defaultRetryDelays)
const exchanges = new Set(whole.exchanges.map((exchange) => exchange.name))

test.each(whole.queues)('$name says its type and its delivery limit', (queue) => {
  expect(queue.arguments).toMatchObject({ 'x-queue-type': 'quorum', 'x-delivery-limit': expect.any(Number) })
})

const handedOn = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' }

test('commands and events that their consumers die of are handed on at least once, to the suspects and then to parking', () => {
  const fed = whole.queues.filter(({ bindings }) =>
    bindings.some(({ exchange }) => /^(commands|events)$/.test(exchange)),
  )
  expect(fed.map((queue) => queue.name)).toEqual(expect.arrayContaining(['ticket.commands', 'image.ticket-events']))
  for (const queue of fed) {
    const suspects = whole.queues.find(({ name }) => name === quarantineOf(queue.name))
    const toSuspects = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': quarantineOf(queue.name) }
    expect(queue.arguments).toMatchObject({ ...handedOn, ...toSuspects })
    expect(suspects?.arguments).toMatchObject({ ...handedOn, 'x-dead-letter-exchange': 'parking' })
  }
})

test('what waits for a person may be looked at more often than he can count', () => {
  const kept = whole.queues.filter(({ name }) => name === 'parking' || name === 'unroutable')
  expect(kept.map((queue) => queue.arguments['x-delivery-limit'])).toEqual([2 ** 31 - 1, 2 ** 31 - 1])
})

test('a step of the ladder hands back at least once, by the key the message came with', () => {
  const steps = whole.queues.filter((queue) => queue.name.startsWith('retry.'))
  expect(steps.map((queue) => queue.arguments['x-message-ttl'])).toEqual(defaultRetryDelays)
  for (const queue of steps) {
    expect(queue.arguments).toMatchObject({ 'x-dead-letter-exchange': '', 'x-dead-letter-strategy': 'at-least-once' })
    expect(queue.arguments).not.toHaveProperty('x-dead-letter-routing-key')
  }
})

test('an expired question is not parked', () => {
  const questions = whole.queues.filter((queue) => queue.name.endsWith('.queries'))
  expect(questions).toHaveLength(3)
  for (const queue of questions) expect(queue.arguments).not.toHaveProperty('x-dead-letter-exchange')
})

test('every binding is to an exchange that is declared, and only events has an alternate', () => {
  for (const queue of whole.queues) for (const { exchange } of queue.bindings) expect(exchanges).toContain(exchange)
  expect(whole.exchanges.filter((exchange) => exchange.alternate).map((exchange) => exchange.name)).toEqual(['events'])
})
