import { expect, test } from '@jest/globals'
import { topology } from '../../contracts/src/topology.ts'
import { consumedQueues, declarationsOf, parkingQueues, quarantineOf } from './topology.ts'

const { exchanges, queues } = declarationsOf(topology)

test.each(queues)('$name says its type and its delivery limit', (queue) => {
  expect(queue.arguments).toMatchObject({ 'x-queue-type': 'quorum', 'x-delivery-limit': expect.any(Number) })
})

const atLeastOnce = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' }

test('commands and events that their consumers die of are dead-lettered at least once, to quarantine and then to parking', () => {
  const fed = queues.filter(
    ({ name, bindings }) =>
      !name.endsWith('.queries') && bindings.some(({ exchange }) => /^(commands|events)$/.test(exchange)),
  )
  expect(fed.map((queue) => queue.name)).toEqual(expect.arrayContaining(['ticket.commands', 'image.ticket-events']))
  for (const queue of fed) {
    const quarantine = queues.find(({ name }) => name === quarantineOf(queue.name))
    const toQuarantine = { 'x-dead-letter-exchange': 'back', 'x-dead-letter-routing-key': quarantineOf(queue.name) }
    expect(queue.arguments).toMatchObject({ ...atLeastOnce, ...toQuarantine })
    expect(quarantine?.arguments).toMatchObject({ ...atLeastOnce, 'x-dead-letter-exchange': 'parking' })
  }
})

test('what waits for an operator may be looked at any number of times', () => {
  expect(parkingQueues(topology)).toEqual(['parking', 'unroutable'])
  const parking = queues.filter(({ name }) => parkingQueues(topology).includes(name))
  expect(parking.map((queue) => queue.arguments['x-delivery-limit'])).toEqual([2 ** 31 - 1, 2 ** 31 - 1])
})

test('a retry queue hands back at least once, by the key the message came with', () => {
  const retries = queues.filter((queue) => queue.name.startsWith('retry.'))
  expect(retries.map(({ name }) => name)).toEqual(['retry.1s', 'retry.5s', 'retry.30s', 'retry.120s', 'retry.600s'])
  expect(retries.map((queue) => queue.arguments['x-message-ttl'])).toEqual(topology.retryDelays)
  for (const queue of retries) {
    expect(queue.arguments).toMatchObject({
      'x-dead-letter-exchange': 'back',
      'x-dead-letter-strategy': 'at-least-once',
    })
    expect(queue.arguments).not.toHaveProperty('x-dead-letter-routing-key')
  }
})

test('every work queue and every quarantine queue is reached by its name, and none by the default exchange', () => {
  for (const { name, bindings, arguments: settings } of queues) {
    expect(settings['x-dead-letter-exchange']).not.toBe('')
    const isWork = settings['x-dead-letter-exchange'] !== undefined && !name.startsWith('retry.')
    const back = bindings.filter(({ exchange }) => exchange === 'back').map(({ routingKey }) => routingKey)
    expect([name, back]).toEqual([name, isWork ? [name] : []])
  }
})

test('only topic exchanges are fed by retries, so that a user may be held to keys', () => {
  const retry = exchanges.filter(({ name }) => name.startsWith('retry.'))
  expect(new Set(retry.map(({ type }) => type))).toEqual(new Set(['topic']))
})

test('an expired query is not parked', () => {
  const queries = queues.filter((queue) => queue.name.endsWith('.queries'))
  expect(queries).toHaveLength(4)
  for (const queue of queries) expect(queue.arguments).not.toHaveProperty('x-dead-letter-exchange')
})

test('the queue of events that must stay in order has one consumer at a time, its quarantine queue too', () => {
  const single = queues.filter((queue) => queue.arguments['x-single-active-consumer'])
  expect(single.map(({ name }) => name)).toEqual(['notification.events', 'notification.events.quarantine'])
})

test('every queue but parking and retry queues is consumed', () => {
  const others = queues.map(({ name }) => name).filter((name) => !/^(parking|unroutable|retry\..*)$/.test(name))
  expect(consumedQueues(topology)).toEqual(others)
})

test('every binding is to an exchange that is declared, and only events has an alternate', () => {
  const names = exchanges.map(({ name }) => name)
  for (const queue of queues) for (const { exchange } of queue.bindings) expect(names).toContain(exchange)
  expect(exchanges.filter((exchange) => exchange.alternate).map((exchange) => exchange.name)).toEqual(['events'])
})
