import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import { isClosedChannel, RequestFault } from './faults.ts'
import { type OutMessage, toProperties } from './message.ts'
import { call, RecoveringChannel } from './recoveringChannel.ts'

const directReplyTo = 'amq.rabbitmq.reply-to'

interface Pending {
  readonly queue: string
  readonly message: OutMessage
  readonly resolve: (answer: Buffer) => void
  readonly reject: (fault: unknown) => void
  readonly deadline: number
  readonly timer: NodeJS.Timeout
  sent: boolean
}

/** Queries and answers over RabbitMQ's direct reply-to: no reply queue, and no confirm, for a loss is a timeout. */
export class RpcClient {
  readonly #connection: Connection
  readonly #pending = new Map<string, Pending>()
  readonly #recovering: RecoveringChannel<Channel>
  #channel: Channel | undefined

  constructor({ connection, log }: { readonly connection: Connection; readonly log: Logger }) {
    this.#connection = connection
    this.#recovering = new RecoveringChannel<Channel>({
      name: 'rpc',
      connection,
      log,
      create: (on, done) => on.createChannel(done),
      build: (channel) => this.#build(channel),
      lost: () => {
        this.#channel = undefined
      },
    })
    connection.onChange(() => {
      for (const pending of this.#pending.values()) if (!pending.sent) this.#send(pending)
    })
  }

  /**
   * Sends a query and gives the answer's body. The query expires with its timeout. One whose channel died is sent again on
   * the next. Two queries of one id must not be in flight. Rejects with a RequestFault.
   */
  request(queue: string, message: OutMessage, timeoutMs: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const deadline = Date.now() + timeoutMs
      const timer = setTimeout(() => this.#timedOut(pending), timeoutMs).unref()
      const pending: Pending = { queue, message, resolve, reject, deadline, timer, sent: false }
      this.#pending.set(message.id, pending)
      this.#send(pending)
    })
  }

  /** Rejects the queries that are in flight. */
  async close(): Promise<void> {
    await this.#recovering.stop()
    for (const id of [...this.#pending.keys()]) {
      this.#take(id)?.reject(new RequestFault('unavailable', 'the bus is closing'))
    }
  }

  async #build(channel: Channel): Promise<void> {
    const onAnswer = (answer: ConsumeMessage | null) => {
      if (answer) this.#take(answer.properties.messageId)?.resolve(answer.content)
    }
    channel.on('return', ({ properties, fields }) => {
      this.#take(properties.messageId)?.reject(new RequestFault('unroutable', `no queue ${fields.routingKey}`))
    })
    await call((done) => channel.consume(directReplyTo, onAnswer, { noAck: true }, done))
    this.#channel = channel
    for (const pending of this.#pending.values()) this.#send(pending)
  }

  #send(pending: Pending): void {
    if (!this.#channel || this.#connection.state().blocked) return
    const { message, queue } = pending
    const expirationMs = Math.max(1, pending.deadline - Date.now())
    const properties = toProperties({ ...message, expirationMs, replyTo: directReplyTo })
    try {
      this.#channel.publish('', queue, message.body, properties)
      pending.sent = true
    } catch (fault) {
      // The channel is closing: the next one sends it.
      if (!isClosedChannel(fault)) this.#take(message.id)?.reject(fault)
    }
  }

  #timedOut({ message, queue, sent }: Pending): void {
    const fault = sent
      ? new RequestFault('timeout', `no answer from ${queue} in time`)
      : new RequestFault('unavailable', `no connection to ask ${queue}`)
    this.#take(message.id)?.reject(fault)
  }

  /** A query that is in flight, which it is no longer then. */
  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    clearTimeout(pending?.timer)
    return pending
  }
}
