import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import { type ReceivedDirectly, receivedIn } from './exclusiveQueue.ts'
import { isClosedChannel, RequestFault } from './faults.ts'
import { isTooLarge, type OutMessage, toProperties } from './message.ts'
import type { Destination } from './publisher.ts'
import { call, closeChannel, RecoveringChannel } from './recoveringChannel.ts'
import { repliesExchange } from './topology.ts'

/** What makes a query one that the asked service believes, and tells whether an answer is that service's. */
export interface RequestProof {
  sign(query: OutMessage): OutMessage
  isGenuine(answer: ReceivedDirectly): boolean
}

interface Pending {
  readonly to: Destination
  readonly proof: RequestProof | undefined
  readonly message: OutMessage
  readonly resolve: (answer: Buffer) => void
  readonly reject: (fault: unknown) => void
  readonly deadline: number
  readonly timer: NodeJS.Timeout
  sent: boolean
}

export interface RpcClientOptions {
  readonly connection: Connection
  readonly declare: (channel: Channel) => Promise<void>
  readonly log: Logger
}

/** Queries and answers over an exclusive queue, without confirms, for a loss is a timeout. */
export class RpcClient {
  readonly #connection: Connection
  readonly #pending = new Map<string, Pending>()
  readonly #recovering: RecoveringChannel<Channel>
  readonly #declare: (channel: Channel) => Promise<void>
  #channel: Channel | undefined
  #replyTo = ''

  constructor({ connection, declare, log }: RpcClientOptions) {
    this.#connection = connection
    this.#declare = declare
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
   * the next. Two queries of one id must not be in flight. With a proof, answers that are not genuine are passed over.
   * Rejects with a RequestFault.
   */
  request(to: Destination, message: OutMessage, timeoutMs: number, proof?: RequestProof): Promise<Buffer> {
    // Written, it would have the broker close the channel, and every question that is on its way asked again.
    if (isTooLarge(message)) {
      return Promise.reject(new RequestFault('too-large', `${message.type} to ${to.routingKey}: too large`))
    }
    return new Promise((resolve, reject) => {
      const deadline = Date.now() + timeoutMs
      const timer = setTimeout(() => this.#timedOut(pending), timeoutMs).unref()
      const pending: Pending = { to, proof, message, resolve, reject, deadline, timer, sent: false }
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
    await this.#declare(channel)
    const settings = { exclusive: true, durable: false, arguments: { 'x-queue-type': 'classic' } }
    const { queue } = await call<{ queue: string }>((done) => channel.assertQueue('', settings, done))
    await call((done) => channel.bindQueue(queue, repliesExchange, queue, {}, done))
    const onAnswer = (answer: ConsumeMessage | null) => {
      if (answer) this.#receive(queue, answer)
      else closeChannel(channel)
    }
    channel.on('return', ({ properties, fields }) => {
      this.#take(properties.messageId)?.reject(new RequestFault('unroutable', `no queue ${fields.routingKey}`))
    })
    await call((done) => channel.consume(queue, onAnswer, { noAck: true }, done))
    this.#replyTo = queue
    this.#channel = channel
    for (const pending of this.#pending.values()) this.#send(pending)
  }

  #receive(queue: string, answer: ConsumeMessage): void {
    for (const received of receivedIn(queue, answer)) {
      const pending = this.#pending.get(received.id)
      if (!pending || pending.proof?.isGenuine(received) === false) continue
      this.#take(received.id)?.resolve(received.body)
    }
  }

  #send(pending: Pending): void {
    if (!this.#channel || this.#connection.state().blocked) return
    const { message, to, proof } = pending
    const expirationMs = Math.max(1, pending.deadline - Date.now())
    const query = { ...message, replyTo: this.#replyTo }
    try {
      const properties = toProperties({ ...(proof?.sign(query) ?? query), expirationMs })
      this.#channel.publish(to.exchange, to.routingKey, message.body, properties)
      pending.sent = true
    } catch (fault) {
      // The channel is closing: the next one sends it.
      if (!isClosedChannel(fault)) this.#take(message.id)?.reject(fault)
    }
  }

  #timedOut({ message, to: { routingKey: queue }, sent }: Pending): void {
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
