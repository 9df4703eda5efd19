import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** The numbers a bus keeps of itself, in the registry given; one bus a registry. `countDepths` counts what waits, by queue. */
export const createMetrics = (registry: Registry, countDepths: () => Promise<ReadonlyMap<string, number>>) => {
  const registers = [registry]
  return {
    consumeDuration: new Histogram({
      name: 'amqp_consume_duration_seconds',
      help: 'Time a handler took for a batch',
      labelNames: ['queue', 'type'],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    batchSize: new Histogram({
      name: 'amqp_batch_messages',
      help: 'Messages of a batch',
      labelNames: ['queue', 'type'],
      buckets: [1, 2, 5, 10, 20, 50, 100],
      registers,
    }),
    redelivered: new Counter({
      name: 'amqp_redelivered_total',
      help: 'Deliveries that had been delivered before',
      labelNames: ['queue'],
      registers,
    }),
    staleAck: new Counter({
      name: 'amqp_stale_ack_total',
      help: 'Acknowledgements not sent because their channel was gone',
      labelNames: ['queue'],
      registers,
    }),
    retried: new Counter({
      name: 'amqp_retried_total',
      help: 'Messages sent to a retry queue',
      labelNames: ['queue'],
      registers,
    }),
    parked: new Counter({
      name: 'amqp_parked_total',
      help: 'Messages parked',
      labelNames: ['queue'],
      registers,
    }),
    unroutableReply: new Counter({
      name: 'amqp_unroutable_reply_total',
      help: 'Replies dropped because their reply queue was gone',
      registers,
    }),
    publishFaults: new Counter({
      name: 'amqp_publish_fault_total',
      help: 'Messages whose publishing failed, by the code of the fault',
      labelNames: ['code'],
      registers,
    }),
    queueMessages: new Gauge({
      name: 'amqp_queue_messages',
      help: 'Messages that wait in the queues this process consumes, and in those that wait for an operator',
      labelNames: ['queue'],
      registers,
      async collect() {
        const depths = await countDepths()
        this.reset()
        for (const [queue, count] of depths) this.set({ queue }, count)
      },
    }),
    connectionUp: new Gauge({
      name: 'amqp_connection_up',
      help: '1 while connected',
      labelNames: ['connection'],
      registers,
    }),
    connectionBlocked: new Gauge({
      name: 'amqp_connection_blocked',
      help: '1 while the broker reads nothing because of an alarm',
      labelNames: ['connection'],
      registers,
    }),
  }
}
