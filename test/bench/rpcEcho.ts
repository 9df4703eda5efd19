import { randomUUID } from 'node:crypto'
import { type ConsumeOptions, done, openBus } from '@gongdan/messaging'
import { connect } from '@gongdan/store'
import pino from 'pino'
import { z } from 'zod'
import { aTicket } from './aTicket.ts'
import { echoQueue, echoTopology, keepingQueue } from './echoTopology.ts'

/** The floor of messaging: consumes commands as a service does and answers each at once; of one queue it stores them first. */
const { AMQP_URL: url = '', MONGODB_URL: mongodbUrl = '' } = process.env
const ticket = await aTicket(mongodbUrl)
const { db } = await connect(mongodbUrl, 'bench')
const kept = db.collection('kept')

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
bus.consume(answering(echoQueue, async () => {}))
bus.consume(
  answering(keepingQueue, (messages) =>
    kept.insertMany(
      Array.from({ length: messages }, () => ({ ...ticket, _id: randomUUID() as never })),
      { ordered: false },
    ),
  ),
)
process.send?.('ready')
process.on('disconnect', () => process.exit(0))
