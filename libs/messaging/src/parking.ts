import type { Channel, ConfirmChannel, GetMessage } from 'amqplib/callback_api'
import { pause } from './backoff.ts'
import { dial } from './connection.ts'
import { isNack, PublishFault, reasonOf } from './faults.ts'
import { toParkedMessage, toRawMessage, toReplay } from './keptMessage.ts'
import type { Destination } from './publisher.ts'
import { call } from './recoveringChannel.ts'
import { createReturns } from './returns.ts'

/** A message that waits for a person, as it is shown. */
export interface ParkedMessage {
  /** Tells it from the others of its queue, for a message may have come without an id, or twice. */
  readonly handle: string
  readonly id: string
  readonly type: string
  readonly correlationId: string
  /** When it was published here, ISO 8601; absent where it does not say. */
  readonly at?: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
  /** Where it goes again: the queue it was taken from, or the exchange that had no queue for it. */
  readonly origin: Destination
}

/** A message that waits for a person. */
export interface ParkedDelivery extends ParkedMessage {
  /** Sends it there as new, and takes it away once that is confirmed. Rejects with a PublishFault, and then it stays. */
  replay(): Promise<void>
  /** Takes it away. */
  discard(): void
}

/** The broker's queues that nobody consumes, for one sitting of a person. */
export interface Parking {
  count(queue: string): Promise<number>
  /** Whether somebody consumes a queue. */
  isConsumed(queue: string): Promise<boolean>
  /** Puts a message into a queue as it was shown once; resolves when that is confirmed. */
  restore(queue: string, message: ParkedMessage): Promise<void>
  /**
   * Shows what lies in a queue, from the oldest on, until `visit` gives false. Whatever is neither replayed nor discarded
   * stays, whenever and however this process ends.
   */
  walk(queue: string, visit: (message: ParkedDelivery) => Promise<boolean>): Promise<void>
  close(): Promise<void>
}

/** What is to be published as it is, in amqplib's words. */
export interface RawMessage {
  readonly to: Destination
  readonly body: Buffer
  readonly properties: GetMessage['properties']
}

const confirmWithinMs = 10_000
const farewellMs = 2_000

/** Connects to the broker; rejects when none answers within 5 s. */
export const openParking = async (url: string): Promise<Parking> => {
  const quiet = { blocked: () => {}, closed: () => {} }
  const { connection, close } = await dial(url, `operator/${process.pid}`, new AbortController().signal, quiet)

  const withChannel = async <T>(use: (channel: ConfirmChannel) => Promise<T>): Promise<T> => {
    const channel = await new Promise<ConfirmChannel>((resolve, reject) => {
      const opened = connection.createConfirmChannel((fault) => (fault ? reject(fault) : resolve(opened)))
      // The call under way fails by itself with whatever closes the channel.
      opened.on('error', () => {})
    })
    try {
      return await use(channel)
    } finally {
      // What was shown and not acknowledged is back in its place then.
      await closed(channel)
    }
  }

  return {
    count: (queue) => withChannel(async (channel) => (await lookAt(channel, queue)).messageCount),
    isConsumed: (queue) => withChannel(async (channel) => (await lookAt(channel, queue)).consumerCount > 0),
    restore: (queue, message) => withChannel((channel) => createPublish(channel)(toRawMessage(queue, message))),
    walk: (queue, visit) =>
      withChannel(async (channel) => {
        const publish = createPublish(channel)
        // No more than there are now: what comes back goes to the end.
        for (let { messageCount: left } = await lookAt(channel, queue); left > 0; left -= 1) {
          const message = await call<GetMessage | false>((done) => channel.get(queue, {}, done))
          if (message === false) return
          const take = () => channel.ack(message)
          const goOn = await visit({
            ...toParkedMessage(queue, message),
            replay: () => publish(toReplay(message)).then(take),
            discard: take,
          })
          if (!goOn) return
        }
      }),
    close,
  }
}

const lookAt = (channel: Channel, queue: string) =>
  call<{ messageCount: number; consumerCount: number }>((done) => channel.checkQueue(queue, done))

const closed = async (channel: Channel): Promise<void> => {
  const answered = new AbortController()
  try {
    channel.close(() => answered.abort())
    await pause(farewellMs, answered.signal)
  } catch {
    // It is closed already.
  }
}

/** Publishes on one channel; each resolves once confirmed and taken by a queue, or rejects with a PublishFault. */
const createPublish = (channel: ConfirmChannel) => {
  const returns = createReturns()
  channel.on('return', (message) => returns.put(message))
  return ({ to, body, properties }: RawMessage): Promise<void> =>
    new Promise((resolve, reject) => {
      const refuse = (code: PublishFault['code'], why: string) =>
        reject(new PublishFault(code, `not sent to ${to.exchange || to.routingKey}: ${why}`))
      const late = setTimeout(() => refuse('unknown', 'no confirm in time; has the broker an alarm?'), confirmWithinMs)
      const options = { ...properties, mandatory: true, persistent: true }
      channel.publish(to.exchange, to.routingKey, body, options, (fault: unknown) => {
        clearTimeout(late)
        if (fault) refuse(isNack(fault) ? 'nacked' : 'unknown', reasonOf(fault))
        else if (returns.take(properties.messageId, to)) refuse('unroutable', 'no queue takes it')
        else resolve()
      })
    })
}
