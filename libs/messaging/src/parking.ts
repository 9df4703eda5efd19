import { createHash } from 'node:crypto'
import { pause } from '@gongdan/scheduling'
import type { Channel, ConfirmChannel, GetMessage } from 'amqplib/callback_api'
import { connectOnce } from './connection.ts'
import { isNack, PublishFault, reasonOf } from './faults.ts'
import { textOf } from './message.ts'
import { type Destination, ReturnedMessages } from './publisher.ts'
import { call } from './recoveringChannel.ts'
import { retryHeaders } from './retry.ts'
import { backExchange } from './topology.ts'

/** A message that waits for an operator. */
export interface ParkedMessage {
  /** Tells it from the others of its queue, for a message may have come without an id, or twice. */
  readonly handle: string
  readonly id: string
  readonly type: string
  readonly correlationId: string
  /** Where its answer goes, which its code covers. */
  readonly replyTo?: string
  /** When it was published here, ISO 8601; absent where it does not say. */
  readonly at?: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
  /** Where a replay sends it: the queue it was taken from, or the exchange that had no queue for it. */
  readonly origin: Destination
}

/** A parked message that was fetched, and may be acted on while it is visited. */
export interface ParkedDelivery extends ParkedMessage {
  /** Sends it to its origin as new, and removes it once that is confirmed. Rejects with a PublishFault, and then it stays. */
  replay(): Promise<void>
  /** Removes it. */
  discard(): void
}

/** A message to be published with exactly these properties. */
interface RawMessage {
  readonly to: Destination
  readonly body: Buffer
  readonly properties: GetMessage['properties']
}

const confirmTimeoutMs = 10_000
const closeTimeoutMs = 2_000

/** The broker's queues that have no consumer, for one run of an operator's command. */
export class Parking {
  readonly #opened: Awaited<ReturnType<typeof connectOnce>>

  constructor(opened: Awaited<ReturnType<typeof connectOnce>>) {
    this.#opened = opened
  }

  count(queue: string): Promise<number> {
    return this.#withChannel(async (channel) => (await checkQueue(channel, queue)).messageCount)
  }

  /** Whether the queue has a consumer. */
  isConsumed(queue: string): Promise<boolean> {
    return this.#withChannel(async (channel) => (await checkQueue(channel, queue)).consumerCount > 0)
  }

  /** Puts a message into a queue as it was read from there once; resolves when that is confirmed. */
  restore(queue: string, message: ParkedMessage): Promise<void> {
    return this.#withChannel((channel) => createPublish(channel)(restored(queue, message)))
  }

  /**
   * Visits what lies in a queue, from the oldest on, until `visit` gives false. What is neither replayed nor discarded stays,
   * whenever and however this process ends.
   */
  walk(queue: string, visit: (message: ParkedDelivery) => Promise<boolean>): Promise<void> {
    return this.#withChannel(async (channel) => {
      const publish = createPublish(channel)
      // No more than there are now: what comes back goes to the end.
      for (let { messageCount: left } = await checkQueue(channel, queue); left > 0; left -= 1) {
        const message = await call<GetMessage | false>((done) => channel.get(queue, {}, done))
        if (message === false) return
        const remove = () => channel.ack(message)
        const goOn = await visit({
          ...toParkedMessage(queue, message),
          replay: () => publish(replayed(message)).then(remove),
          discard: remove,
        })
        if (!goOn) return
      }
    })
  }

  close(): Promise<void> {
    return this.#opened.close()
  }

  async #withChannel<T>(use: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
    const channel = await new Promise<ConfirmChannel>((resolve, reject) => {
      const opened = this.#opened.connection.createConfirmChannel((fault) => (fault ? reject(fault) : resolve(opened)))
      // The call in flight fails by itself with whatever closes the channel.
      opened.on('error', () => {})
    })
    try {
      return await use(channel)
    } finally {
      // What was fetched and not acknowledged is back in its place then.
      await closed(channel)
    }
  }
}

/** Connects to the broker; rejects when none answers within 5 s. */
export const openParking = async (url: string): Promise<Parking> => {
  const ignore = { blocked: () => {}, closed: () => {} }
  return new Parking(await connectOnce(url, `operator/${process.pid}`, new AbortController().signal, ignore))
}

const checkQueue = (channel: Channel, queue: string) =>
  call<{ messageCount: number; consumerCount: number }>((done) => channel.checkQueue(queue, done))

const closed = async (channel: Channel): Promise<void> => {
  const answered = new AbortController()
  try {
    channel.close(() => answered.abort())
    await pause(closeTimeoutMs, answered.signal)
  } catch {
    // It is closed already.
  }
}

/** Publishes on one channel; each resolves once confirmed and taken by a queue, or rejects with a PublishFault. */
const createPublish = (channel: ConfirmChannel) => {
  const returned = new ReturnedMessages()
  channel.on('return', (message) => returned.add(message))
  return ({ to, body, properties }: RawMessage): Promise<void> =>
    new Promise((resolve, reject) => {
      const refuse = (code: PublishFault['code'], why: string) =>
        reject(
          new PublishFault(code, `not sent to ${to.exchange === backExchange ? to.routingKey : to.exchange}: ${why}`),
        )
      const late = setTimeout(() => refuse('unknown', 'no confirm in time; has the broker an alarm?'), confirmTimeoutMs)
      const options = { ...properties, mandatory: true, persistent: true }
      channel.publish(to.exchange, to.routingKey, body, options, (fault: unknown) => {
        clearTimeout(late)
        if (fault) refuse(isNack(fault) ? 'nacked' : 'unknown', reasonOf(fault))
        else if (returned.take(properties.messageId, to)) refuse('unroutable', 'no queue takes it')
        else resolve()
      })
    })
}

/** Where a message had come from that meanwhile was in a backup. */
const originHeaders = { exchange: 'x-origin-exchange', routingKey: 'x-origin-routing-key' } as const

const fromBroker = /^x-(delivery-count|death|first-death-.*|last-death-.*)$/
const ours = new Set<string>([...Object.values(retryHeaders), ...Object.values(originHeaders)])

const originOf = ({ properties, fields }: GetMessage): Destination => {
  const headers = properties.headers ?? {}
  const queue = textOf(headers[retryHeaders.queue]) ?? textOf(headers['x-first-death-queue'])
  if (queue !== undefined) return { exchange: backExchange, routingKey: queue }
  return {
    exchange: textOf(headers[originHeaders.exchange]) ?? fields.exchange,
    routingKey: textOf(headers[originHeaders.routingKey]) ?? fields.routingKey,
  }
}

const toParkedMessage = (queue: string, message: GetMessage): ParkedMessage => {
  const { properties, content } = message
  const id = textOf(properties.messageId) ?? ''
  const type = textOf(properties.type) ?? ''
  const { timestamp } = properties
  const replyTo = textOf(properties.replyTo)
  return {
    handle: createHash('sha256')
      .update(JSON.stringify([queue, id, type]))
      .update(content)
      .digest('hex')
      .slice(0, 12),
    id,
    type,
    correlationId: textOf(properties.correlationId) ?? id,
    ...(replyTo !== undefined && { replyTo }),
    ...(typeof timestamp === 'number' && { at: new Date(timestamp * 1_000).toISOString() }),
    headers: properties.headers ?? {},
    body: content,
    origin: originOf(message),
  }
}

/** The same message as if it came for the first time. */
const replayed = (message: GetMessage): RawMessage => {
  const kept = Object.entries(message.properties.headers ?? {}).filter(
    ([name]) => !ours.has(name) && !fromBroker.test(name),
  )
  // Its expiry counted for when it was asked; a message that waits for an operator has all the time there is.
  const { expiration: _, ...properties } = message.properties
  return {
    to: originOf(message),
    body: message.content,
    properties: { ...properties, headers: Object.fromEntries(kept) } as RawMessage['properties'],
  }
}

/** A message to be put into a queue as it was read from there once. */
const restored = (queue: string, message: ParkedMessage): RawMessage => {
  const { id, type, correlationId, replyTo, body, origin } = message
  const kept = Object.entries(message.headers).filter(([name]) => name !== 'x-delivery-count')
  const from = { [originHeaders.exchange]: origin.exchange, [originHeaders.routingKey]: origin.routingKey }
  const properties = { messageId: id, type, correlationId, replyTo, contentType: 'application/json' }
  return {
    // The queues that wait for an operator have an exchange of their own name.
    to: { exchange: queue, routingKey: origin.routingKey },
    body,
    properties: {
      ...properties,
      headers: { ...Object.fromEntries(kept), ...from },
    } as unknown as RawMessage['properties'],
  }
}
