import { randomUUID } from 'node:crypto'
import { backExchange, type ConsumeOptions, done, openBus } from '@gongdan/messaging'
import { connect } from '@gongdan/store'
import pino from 'pino'
import { z } from 'zod'
import { aTicket } from './aTicket.ts'
import { echoTopology, keepingQueue, tellingQueue, toldQueue } from './echoTopology.ts'

/** Half of the bare path: consumes commands as a service does, stores each and answers; of one queue it tells of each as well. */
const { AMQP_URL: url = '', MONGODB_URL: mongodbUrl = '' } = process.env
const ticket = await aTicket(mongodbUrl)
const { db } = await connect(mongodbUrl, 'bench')
const kept = db.collection('kept')
const event = Buffer.from(JSON.stringify(ticket))

const bus = await openBus({ url, service: 'bench-echo', topology: echoTopology, log: pino({ level: 'warn' }) })
const answering = (queue: string, before: (messages: number) => Promise<unknown>): ConsumeOptions => ({
  queue,
  prefetch: 64,
  messages: { echo: z.unknown() },
  handlers: {
    echo: async (batch) => {
      await before(batch.length)
      return batch.map(({ body }) => done(body))
    },
  },
})
const keep = (messages: number) =>
  kept.insertMany(
    Array.from({ length: messages }, () => ({ ...ticket, _id: randomUUID() as never })),
    { ordered: false },
  )
const tell = () =>
  bus.publisher.publish(
    { exchange: backExchange, routingKey: toldQueue },
    { id: randomUUID(), type: 'echo', body: event },
  )
bus.consume(answering(keepingQueue, keep))
bus.consume(
  answering(tellingQueue, async (messages) => {
    await keep(messages)
    // Not waited for: an answer does not wait for what follows from it.
    void Promise.all(Array.from({ length: messages }, tell))
  }),
)
process.send?.('ready')
process.on('disconnect', () => process.exit(0))
