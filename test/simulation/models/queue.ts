import type { MessageProperties } from 'amqplib'

/** A message at the broker. */
export interface Message {
  readonly exchange: string
  readonly routingKey: string
  readonly properties: Partial<MessageProperties>
  readonly content: Buffer
}

/** A message in a queue; `deliveries` counts how often it went out. */
export interface Stored {
  readonly message: Message
  readonly place: number
  deliveries: number
}

export interface QueueConsumer {
  /** It takes each message for done as soon as it is delivered. */
  readonly noAck: boolean
  hasRoom(): boolean
  deliver(stored: Stored): void
  /** The queue is gone. */
  cancelled(): void
}

export interface Queue {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  put(message: Message): void
  /** What was delivered and not acknowledged comes back to its place; beyond the delivery limit it is dead-lettered. */
  giveBack(stored: Stored): void
  join(consumer: QueueConsumer): void
  leave(consumer: QueueConsumer): void
  /** A consumer has acknowledged a message, and has room again. */
  acked(): void
  /** Messages that wait or are with a consumer. */
  size(): number
  /** The messages that wait, first in, first out. */
  waiting(): readonly Message[]
  remove(): void
}

/** A quorum queue: in order, returns before what never went out, with a delivery limit, a TTL and dead-lettering. */
export const createQueue = (
  name: string,
  args: Readonly<Record<string, unknown>>,
  deadLetter: (message: Message) => void,
): Queue => {
  const ready: Stored[] = []
  const consumers: QueueConsumer[] = []
  const exchange = args['x-dead-letter-exchange']
  const routingKey = args['x-dead-letter-routing-key']
  const ttl = args['x-message-ttl']
  const limit = Number(args['x-delivery-limit'] ?? Number.POSITIVE_INFINITY)
  let places = 0
  let out = 0

  const wake = () => {
    while (ready.length > 0) {
      const free = consumers.findIndex((consumer) => consumer.hasRoom())
      if (free === -1) return
      const [consumer] = consumers.splice(free, 1)
      const stored = ready.shift()
      if (consumer === undefined || stored === undefined) return
      consumers.push(consumer)
      stored.deliveries += 1
      if (!consumer.noAck) out += 1
      consumer.deliver(stored)
    }
  }
  const drop = (message: Message) => {
    if (typeof exchange !== 'string') return
    deadLetter({ ...message, exchange, ...(typeof routingKey === 'string' && { routingKey }) })
  }
  const put = (message: Message) => {
    const stored = { message, place: places, deliveries: 0 }
    places += 1
    ready.push(stored)
    if (typeof ttl === 'number') {
      setTimeout(() => {
        const at = ready.indexOf(stored)
        if (at === -1) return
        ready.splice(at, 1)
        drop(message)
      }, ttl)
    }
    wake()
  }

  return {
    name,
    args,
    put,
    giveBack: (stored) => {
      out -= 1
      if (stored.deliveries > limit) return drop(stored.message)
      const after = ready.findIndex((one) => one.place > stored.place)
      ready.splice(after === -1 ? ready.length : after, 0, stored)
      wake()
    },
    join: (consumer) => {
      consumers.push(consumer)
      wake()
    },
    leave: (consumer) => {
      const at = consumers.indexOf(consumer)
      if (at !== -1) consumers.splice(at, 1)
    },
    acked: () => {
      out -= 1
      wake()
    },
    size: () => ready.length + out,
    waiting: () => ready.map(({ message }) => message),
    remove: () => {
      for (const consumer of consumers.splice(0)) consumer.cancelled()
      ready.length = 0
    },
  }
}
