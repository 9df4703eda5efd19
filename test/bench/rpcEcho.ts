import { done, openBus, subscription } from '@gongdan/messaging'
import pino from 'pino'
import { z } from 'zod'
import { echoQueue, echoTopology } from './echoTopology.ts'

/** The floor of messaging: consumes commands as a service does, answers each at once, and stores nothing. */
const bus = await openBus({
  url: process.env.AMQP_URL ?? '',
  service: 'bench-echo',
  topology: echoTopology,
  log: pino({ level: 'warn' }),
})
bus.consume({
  queue: echoQueue,
  prefetch: 64,
  subscriptions: { echo: subscription(z.unknown(), async (batch) => batch.map(({ body }) => done(body))) },
})
process.send?.('ready')
process.on('disconnect', () => process.exit(0))
