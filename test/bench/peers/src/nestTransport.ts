import { type RmqOptions, Transport } from '@nestjs/microservices'
import { environment } from './environment.js'

const common = () => ({
  urls: [environment.amqpUrl()],
  queue: 'peers.commands',
  queueOptions: { durable: true, arguments: { 'x-queue-type': 'quorum' } },
  socketOptions: { connectionOptions: { noDelay: true } },
})

/** The gateway's end: persistent messages, confirmed by the channel, answers by direct reply-to. */
export const clientOptions = (): RmqOptions => ({
  transport: Transport.RMQ,
  options: { ...common(), persistent: true, noAck: true },
})

/** The worker's end: 64 messages in hand, each acknowledged once it is done. */
export const serverOptions = (): RmqOptions => ({
  transport: Transport.RMQ,
  options: { ...common(), noAck: false, prefetchCount: 64 },
})
