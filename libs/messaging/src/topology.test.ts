import { expect, test } from '@jest/globals'
import { withLadder } from './declare.ts'
import { defaultLadder } from './retry.ts'
import { topology } from './topology.ts'

const whole = withLadder(topology, defaultLadder)
const exchanges = new Set(whole.exchanges.map((exchange) => exchange.name))

test.each(whole.queues)('$name says its type and its delivery limit', (queue) => {
  expect(queue.arguments).toMatchObject({ 'x-queue-type': 'quorum', 'x-delivery-limit': 100 })
})

test('what is dead-lettered is handed on at least once, to an exchange that is there', () => {
  const lettered = whole.queues.filter((queue) => 'x-dead-letter-exchange' in queue.arguments)
  expect(lettered).toHaveLength(13)
  for (const queue of lettered) {
    expect(queue.arguments).toMatchObject({ 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' })
    expect([...exchanges, '']).toContain(queue.arguments['x-dead-letter-exchange'])
  }
})

test('an expired question is not parked', () => {
  const questions = whole.queues.filter((queue) => queue.name.endsWith('.queries'))
  expect(questions).toHaveLength(2)
  for (const queue of questions) expect(queue.arguments).not.toHaveProperty('x-dead-letter-exchange')
})

test('every binding is to an exchange that is declared, and only events has an alternate', () => {
  for (const queue of whole.queues) for (const { exchange } of queue.bindings) expect(exchanges).toContain(exchange)
  expect(whole.exchanges.filter((exchange) => exchange.alternate).map((exchange) => exchange.name)).toEqual(['events'])
})
