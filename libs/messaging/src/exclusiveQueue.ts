import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import { textOf } from './message.ts'
import { call, closeChannel, RecoveringChannel } from './recoveringChannel.ts'

export interface ExclusiveQueueOptions {
  readonly connection: Connection
  readonly log: Logger
  /** What the log calls it. */
  readonly label: string
  /** A fan-out exchange of which it gets everything; left out: only what is sent to it by name. */
  readonly exchange?: string
  /** Called for each message with its correlation id and body. It must not throw. */
  readonly onMessage: (correlationId: string, body: Buffer) => void
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
    const { exchange, onRenewed } = this.#options
    const bounded = exchange === undefined ? {} : { 'x-max-length': maxWaiting, 'x-overflow': 'drop-head' }
    const settings = { exclusive: true, durable: false, arguments: { 'x-queue-type': 'classic', ...bounded } }
    const { queue } = await call<{ queue: string }>((done) => channel.assertQueue('', settings, done))
    if (exchange !== undefined) await call((done) => channel.bindQueue(queue, exchange, '', {}, done))
    const onMessage = (message: ConsumeMessage | null) => this.#receive(channel, message)
    await call((done) => channel.consume(queue, onMessage, { noAck: true }, done))
    this.#name = queue
    onRenewed()
  }

  #receive(channel: Channel, message: ConsumeMessage | null) {
    if (!message) return closeChannel(channel)
    const correlationId = textOf(message.properties.correlationId)
    if (correlationId !== undefined) this.#options.onMessage(correlationId, message.content)
  }
}
