import { pause } from '@gongdan/scheduling'
import type { ConfirmChannel, Message } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import {
  isClosedChannel,
  isMessageTooLarge,
  isMissingExchange,
  isNack,
  PublishFault,
  type PublishFaultCode,
} from './faults.ts'
import { isTooLarge, type OutMessage, proved, toProperties } from './message.ts'
import type { Metrics } from './metrics.ts'
import { RecoveringChannel } from './recoveringChannel.ts'

/** Where a message goes. */
export interface Destination {
  readonly exchange: string
  readonly routingKey: string
}

const maxInFlight = 512
const maxWaiting = 10_000
const sendTimeoutMs = 5_000
const confirmTimeoutMs = 10_000
const sweepEveryMs = 100

interface Pending {
  readonly to: Destination
  readonly message: OutMessage
  readonly resolve: () => void
  readonly reject: (fault: unknown) => void
  deadline: number
  overdue: boolean
}

export interface PublisherOptions {
  readonly connection: Connection
  readonly declare: (channel: ConfirmChannel) => Promise<void>
  readonly metrics: Metrics
  readonly log: Logger
}

/** Publishes over one confirm channel, which comes back. */
export class Publisher {
  readonly #options: PublisherOptions
  readonly #waiting: Pending[] = []
  // A message whose confirm is overdue stays here until its channel is gone, so that memory is bounded.
  readonly #inFlight = new Set<Pending>()
  readonly #returned = new ReturnedMessages()
  readonly #recovering: RecoveringChannel<ConfirmChannel>
  /** Set only while something waits: an idle process is not woken. */
  #sweeping: NodeJS.Timeout | undefined
  #channel: ConfirmChannel | undefined
  #channelFault: unknown
  /** The socket's buffer is full; the channel says when it is empty again. */
  #draining = false

  constructor(options: PublisherOptions) {
    this.#options = options
    const { connection, log } = options
    this.#recovering = new RecoveringChannel<ConfirmChannel>({
      name: 'publisher',
      connection,
      log,
      create: (on, done) => on.createConfirmChannel(done),
      build: (channel) => this.#build(channel),
      lost: () => {
        this.#channel = undefined
        this.#returned.clear()
      },
    })
    connection.onChange(() => this.#pump())
  }

  /**
   * Sends a persistent message. Resolves once the broker has confirmed it and some queue has it, otherwise rejects
   * with a PublishFault. While there is no connection, the broker has an alarm, or too much is unconfirmed, the
   * message waits, at most 5 s. An exchange with an alternate (`events`) never gives a message back as unroutable.
   * What is too large is refused before anything is written, for the broker would close the channel of all others too.
   */
  publish(to: Destination, message: OutMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const deadline = Date.now() + sendTimeoutMs
      const pending: Pending = { to, message: proved(message), resolve, reject, deadline, overdue: false }
      if (isTooLarge(message)) return this.#refuse(pending, 'too-large')
      if (this.#waiting.length >= maxWaiting) return this.#refuse(pending, 'unavailable')
      this.#waiting.push(pending)
      this.#pump()
      this.#sweepSoon()
    })
  }

  /** Waits until nothing is in flight, at most 5 s; what is left is refused as `unavailable`. */
  async close(): Promise<void> {
    const until = Date.now() + sendTimeoutMs
    while ((this.#waiting.length > 0 || this.#inFlight.size > 0) && Date.now() < until) await pause(10)
    clearTimeout(this.#sweeping)
    await this.#recovering.stop()
    for (const pending of this.#waiting.splice(0)) this.#refuse(pending, 'unavailable')
  }

  async #build(channel: ConfirmChannel): Promise<void> {
    this.#channelFault = undefined
    channel.on('error', (fault) => {
      this.#channelFault = fault
    })
    channel.on('return', (message) => this.#returned.add(message))
    channel.on('drain', () => {
      this.#draining = false
      this.#pump()
    })
    await this.#options.declare(channel)
    this.#draining = false
    this.#channel = channel
    this.#pump()
  }

  #pump(): void {
    const { connection } = this.#options
    while (this.#channel && !this.#draining && this.#inFlight.size < maxInFlight && !connection.state().blocked) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#send(this.#channel, next)
    }
  }

  #send(channel: ConfirmChannel, pending: Pending) {
    const { to, message } = pending
    const { exchange, routingKey } = to
    try {
      const confirmed = (fault: unknown) => this.#confirmed(pending, fault)
      this.#draining = !channel.publish(exchange, routingKey, message.body, toProperties(message), confirmed)
    } catch (fault) {
      // Thrown before a byte was written: the channel is closing, or the message cannot be encoded.
      if (!isClosedChannel(fault)) return pending.reject(fault)
      this.#channel = undefined
      this.#waiting.unshift(pending)
      return
    }
    pending.deadline = Date.now() + confirmTimeoutMs
    this.#inFlight.add(pending)
  }

  // Each message is decided at its confirm: a message that no queue took was returned just before.
  #confirmed(pending: Pending, fault: unknown): void {
    this.#inFlight.delete(pending)
    const { to, message } = pending
    if (pending.overdue) this.#returned.take(message.id, to)
    else if (!fault) {
      if (this.#returned.take(message.id, to)) this.#refuse(pending, 'unroutable')
      else pending.resolve()
    } else if (isNack(fault)) this.#refuse(pending, 'nacked', fault)
    else if (isMissingExchange(this.#channelFault, to.exchange)) {
      this.#refuse(pending, 'missing-exchange', this.#channelFault)
    } else if (isMessageTooLarge(this.#channelFault, message.body.length)) {
      this.#refuse(pending, 'too-large', this.#channelFault)
    } else this.#refuse(pending, 'unknown', this.#channelFault ?? fault)
    this.#pump()
  }

  #sweepSoon(): void {
    if (this.#waiting.length === 0 && this.#inFlight.size === 0) return
    this.#sweeping ??= setTimeout(() => {
      this.#sweeping = undefined
      this.#sweep()
      this.#sweepSoon()
    }, sweepEveryMs).unref()
  }

  /** Gives up what has waited too long to be sent, or to be confirmed. */
  #sweep(): void {
    const now = Date.now()
    while (this.#waiting[0] && this.#waiting[0].deadline <= now) this.#refuse(this.#waiting.shift()!, 'unavailable')
    for (const pending of this.#inFlight) {
      if (pending.overdue) continue
      if (pending.deadline > now) return
      pending.overdue = true
      this.#refuse(pending, 'unknown')
    }
  }

  #refuse(pending: Pending, code: PublishFaultCode, cause?: unknown): void {
    const { to, message } = pending
    const name = `${to.exchange}/${to.routingKey}`
    this.#options.metrics.publishFaults.inc({ code })
    pending.reject(new PublishFault(code, `${message.type} to ${name}: ${code}`, cause))
  }
}

/**
 * The messages a broker returned and has yet to confirm. The same id may be in flight twice (sent again after a doubt), so
 * they are counted.
 */
export class ReturnedMessages {
  readonly #counts = new Map<string, number>()

  add({ properties, fields }: Message): void {
    const key = keyOf(properties.messageId, fields)
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  /** Whether this message came back; forgets one return of it. */
  take(id: string, to: Destination): boolean {
    if (this.#counts.size === 0) return false
    const key = keyOf(id, to)
    const count = this.#counts.get(key) ?? 0
    if (count > 1) this.#counts.set(key, count - 1)
    else this.#counts.delete(key)
    return count > 0
  }

  clear(): void {
    this.#counts.clear()
  }
}

const keyOf = (id: string, { exchange, routingKey }: Destination) => `${id}\n${exchange}\n${routingKey}`
