import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Link } from './connection.ts'
import { textOf } from './properties.ts'
import { call, close, openRecoveringChannel } from './recoveringChannel.ts'

export interface ExclusiveQueue {
  /** Its name, to write as `replyTo`; `undefined` while there is no connection. */
  name(): string | undefined
}

export interface ExclusiveQueueOptions {
  readonly link: Link
  readonly log: Logger
  /** What the log calls it. */
  readonly name: string
  /** A fan-out exchange of which it gets everything; left out: only what is sent to it by name. */
  readonly exchange?: string
  /** Called for each message with its correlation id and body. It must not throw. */
  readonly onMessage: (correlationId: string, body: Buffer) => void
  /** Called when a queue of another name has taken the old one's place: messages under way to that one are lost. */
  readonly onRenewed: () => void
}

/** Beyond it the oldest messages go: whoever is that far behind asks for what he missed. */
const mostWaiting = 10_000

/**
 * A queue of this process alone, named by the broker and gone with its connection. Its messages are not acknowledged:
 * they are worth something only to the memory that waits for them.
 */
export const openExclusiveQueue = (options: ExclusiveQueueOptions): ExclusiveQueue & { stop(): Promise<void> } => {
  const { exchange, onMessage, onRenewed } = options
  let name: string | undefined

  const receive = (on: Channel) => (message: ConsumeMessage | null) => {
    if (!message) return close(on)
    const correlationId = textOf(message.properties.correlationId)
    if (correlationId !== undefined) onMessage(correlationId, message.content)
  }

  const kept = openRecoveringChannel<Channel>({
    name: options.name,
    link: options.link,
    log: options.log,
    create: (connection, done) => connection.createChannel(done),
    build: async (fresh) => {
      const bounded = exchange === undefined ? {} : { 'x-max-length': mostWaiting, 'x-overflow': 'drop-head' }
      const settings = { exclusive: true, durable: false, arguments: { 'x-queue-type': 'classic', ...bounded } }
      const { queue } = await call<{ queue: string }>((done) => fresh.assertQueue('', settings, done))
      if (exchange !== undefined) await call((done) => fresh.bindQueue(queue, exchange, '', {}, done))
      await call((done) => fresh.consume(queue, receive(fresh), { noAck: true }, done))
      name = queue
      onRenewed()
    },
    lost: () => {
      name = undefined
    },
  })

  return { name: () => name, stop: kept.stop }
}
