import type { Channel } from 'amqplib/callback_api'
import { call } from './recoveringChannel.ts'
import { retryQueue, type Topology } from './topology.ts'

/** The topology with the steps of a retry ladder (delays in milliseconds). */
export const withRetryQueues = (topology: Topology, ladder: readonly number[]): Topology => {
  const steps = ladder.map(retryQueue)
  return {
    parking: topology.parking,
    exchanges: [...topology.exchanges, ...steps.map((step) => step.exchange)],
    queues: [...topology.queues, ...steps.map((step) => step.queue)],
  }
}

/**
 * Declares every exchange, queue and binding; harmless when they exist. Rejects with the broker's error, `code` 406
 * when something of that name exists with other settings. Nothing is ever deleted to make room.
 */
export const declare = async (channel: Channel, topology: Topology): Promise<void> => {
  for (const { name, type, alternate } of topology.exchanges) {
    const options = { durable: true, ...(alternate === undefined ? {} : { alternateExchange: alternate }) }
    await call((done) => channel.assertExchange(name, type, options, done))
  }
  for (const queue of topology.queues) {
    await call((done) => channel.assertQueue(queue.name, { durable: true, arguments: queue.arguments }, done))
    for (const { exchange, routingKey } of queue.bindings) {
      await call((done) => channel.bindQueue(queue.name, exchange, routingKey, {}, done))
    }
  }
}

/** Looks whether every exchange and queue is there, which needs no permission. Rejects with `code` 404 when one is not. */
export const check = async (channel: Channel, topology: Topology): Promise<void> => {
  for (const { name } of topology.exchanges) await call((done) => channel.checkExchange(name, done))
  for (const { name } of topology.queues) await call((done) => channel.checkQueue(name, done))
}
