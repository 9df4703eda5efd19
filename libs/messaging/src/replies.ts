import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { call, close, keepChannel } from './channel.ts'
import type { Link } from './connection.ts'
import { textOf } from './properties.ts'

export interface Replies {
  /** The name to write as `replyTo`; `undefined` while there is no connection. */
  queue(): string | undefined
}

export interface RepliesOptions {
  readonly link: Link
  readonly log: Logger
  /** Called for each reply with its correlation id and body. It must not throw. */
  readonly onReply: (correlationId: string, body: Buffer) => void
  /** Called when a queue of another name has taken the old one's place: replies under way to that one are lost. */
  readonly onRenewed: () => void
}

/**
 * A reply queue of this process alone, named by the broker and gone with its connection. Replies are not
 * acknowledged: they are worth something only to the memory that waits for them.
 */
export const keepReplies = ({ link, log, onReply, onRenewed }: RepliesOptions): Replies & { stop(): Promise<void> } => {
  let name: string | undefined

  const receive = (on: Channel) => (reply: ConsumeMessage | null) => {
    if (!reply) return close(on)
    const correlationId = textOf(reply.properties.correlationId)
    if (correlationId !== undefined) onReply(correlationId, reply.content)
  }

  const kept = keepChannel<Channel>({
    name: 'replies',
    link,
    log,
    create: (connection, done) => connection.createChannel(done),
    build: async (fresh) => {
      const settings = { exclusive: true, durable: false, arguments: { 'x-queue-type': 'classic' } }
      const { queue } = await call<{ queue: string }>((done) => fresh.assertQueue('', settings, done))
      await call((done) => fresh.consume(queue, receive(fresh), { noAck: true }, done))
      name = queue
      onRenewed()
    },
    lost: () => {
      name = undefined
    },
  })

  return { queue: () => name, stop: kept.stop }
}
