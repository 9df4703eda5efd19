import type { Broker } from './broker.ts'
import type { Message, Queue, QueueConsumer, Stored } from './queue.ts'

/** A delivery as it leaves for a client. */
export interface Delivered {
  readonly message: Message
  readonly deliveryTag: number
  readonly consumerTag: string
  readonly redelivered: boolean
}

/** The broker's side of a channel: who consumes on it, and what it has not acknowledged. */
export interface Session {
  prefetch(count: number): void
  /** Gives the consumer's tag, or undefined when there is no such queue. `deliver` gets null when the queue is gone. */
  consume(queue: string, noAck: boolean, deliver: (delivered: Delivered | null) => void): string | undefined
  ack(deliveryTag: number): void
  cancel(consumerTag: string): void
  /** Gives back all that is not acknowledged. */
  close(): void
}

interface Unacked {
  readonly queue: Queue
  readonly stored: Stored
  readonly consumerTag: string
}

export const openSession = (broker: Broker): Session => {
  const unacked = new Map<number, Unacked>()
  const consumers = new Map<string, { readonly queue: Queue; readonly consumer: QueueConsumer }>()
  let mostUnacked = Number.POSITIVE_INFINITY
  let tags = 0
  let consumerTags = 0

  const cancel = (consumerTag: string) => {
    const known = consumers.get(consumerTag)
    consumers.delete(consumerTag)
    known?.queue.leave(known.consumer)
  }

  return {
    prefetch: (count) => {
      mostUnacked = count
    },
    consume: (name, noAck, deliver) => {
      const queue = broker.queue(name)
      if (queue === undefined) return undefined
      consumerTags += 1
      const consumerTag = `consumer-${consumerTags}`
      const most = mostUnacked
      const inHand = () => [...unacked.values()].filter((one) => one.consumerTag === consumerTag).length
      const consumer: QueueConsumer = {
        noAck,
        hasRoom: () => noAck || inHand() < most,
        deliver: (stored) => {
          tags += 1
          if (!noAck) unacked.set(tags, { queue, stored, consumerTag })
          deliver({
            message: stored.message,
            deliveryTag: tags,
            consumerTag,
            redelivered: stored.deliveries > 1,
          })
        },
        cancelled: () => {
          consumers.delete(consumerTag)
          deliver(null)
        },
      }
      consumers.set(consumerTag, { queue, consumer })
      queue.join(consumer)
      return consumerTag
    },
    ack: (deliveryTag) => {
      const known = unacked.get(deliveryTag)
      if (known === undefined) return
      unacked.delete(deliveryTag)
      broker.acked(known.queue.name, known.stored.message)
      known.queue.acked()
    },
    cancel,
    close: () => {
      for (const consumerTag of [...consumers.keys()]) cancel(consumerTag)
      const back = [...unacked.values()]
      unacked.clear()
      for (const { queue, stored } of back) queue.giveBack(stored)
    },
  }
}
