import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { messagesIn } from './bundle.ts'
import type { Connection } from './connection.ts'
import { type Bundled, textOf } from './message.ts'
import { call, closeChannel, RecoveringChannel } from './recoveringChannel.ts'
import { repliesExchange } from './topology.ts'

/** A message that came into an exclusive queue; `queue` is the queue's name, for which its sender wrote it. */
export interface ReceivedDirectly {
  readonly id: string
  readonly type: string
  readonly correlationId: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
  readonly queue: string
  readonly bundled?: Bundled
}

/** What was received, as the keyring verifies it: each message of a bundle; none without a correlation id. */
export const receivedIn = (queue: string, message: ConsumeMessage): readonly ReceivedDirectly[] =>
  textOf(message.properties.correlationId) === undefined
    ? []
    : messagesIn(message).map(({ content: body, ...part }) => ({ ...part, body, queue }))

export interface ExclusiveQueueOptions {
  readonly connection: Connection
  readonly declare: (channel: Channel) => Promise<void>
  readonly log: Logger
  /** What the log calls it. */
  readonly label: string
  /** A fan-out exchange of which it gets everything; left out: the replies that are sent to it by its name. */
  readonly exchange?: string
  /** Called for each message that has a correlation id. It must not throw. */
  readonly onMessage: (message: ReceivedDirectly) => void
  /** Called when a queue of another name has taken the old one's place: messages in flight to that one are lost. */
  readonly onRenewed: () => void
}

/** Beyond it the oldest messages go: a process that is that far behind reads what it missed elsewhere. */
const maxWaiting = 10_000

/**
 * A queue of this process alone, named by the broker and gone with its connection. Its messages are not acknowledged:
 * they are worth something only to the memory that waits for them.
 */
export class ExclusiveQueue {
  readonly #options: ExclusiveQueueOptions
  readonly #recovering: RecoveringChannel<Channel>
  #name: string | undefined

  constructor(options: ExclusiveQueueOptions) {
    this.#options = options
    const { label, connection, log } = options
    this.#recovering = new RecoveringChannel<Channel>({
      name: label,
      connection,
      log,
      create: (on, done) => on.createChannel(done),
      build: (channel) => this.#build(channel),
      lost: () => {
        this.#name = undefined
      },
    })
  }

  /** Its name, to write as `replyTo`; `undefined` while there is no connection. */
  readonly name = (): string | undefined => this.#name

  stop(): Promise<void> {
    return this.#recovering.stop()
  }

  async #build(channel: Channel): Promise<void> {
    const { exchange, declare, onRenewed } = this.#options
    await declare(channel)
    const bounded = exchange === undefined ? {} : { 'x-max-length': maxWaiting, 'x-overflow': 'drop-head' }
    const settings = { exclusive: true, durable: false, arguments: { 'x-queue-type': 'classic', ...bounded } }
    const { queue } = await call<{ queue: string }>((done) => channel.assertQueue('', settings, done))
    const [from, key] = exchange === undefined ? [repliesExchange, queue] : [exchange, '']
    await call((done) => channel.bindQueue(queue, from, key, {}, done))
    const onMessage = (message: ConsumeMessage | null) => this.#receive(channel, queue, message)
    await call((done) => channel.consume(queue, onMessage, { noAck: true }, done))
    this.#name = queue
    onRenewed()
  }

  #receive(channel: Channel, queue: string, message: ConsumeMessage | null) {
    if (!message) return closeChannel(channel)
    for (const received of receivedIn(queue, message)) this.#options.onMessage(received)
  }
}
