import { randomUUID } from 'node:crypto'
import { backExchange, done, openBus } from '@gongdan/messaging'
import pino from 'pino'
import { z } from 'zod'
import { eventually } from '../support/eventually.ts'
import { echoTopology } from './echoTopology.ts'

export interface EchoClient {
  /** Sends a command to an echo queue, confirmed, and waits for its answer. */
  call(queue: string, body: Buffer): Promise<void>
  /** Takes what comes to a queue, and does nothing with it. */
  hear(queue: string): void
  close(): Promise<void>
}

/** Asks as the gateway does: a confirmed message to a quorum queue, the answer on a reply queue of one's own. */
export const createEchoClient = async (amqpUrl: string): Promise<EchoClient> => {
  const bus = await openBus({ url: amqpUrl, service: 'bench', topology: echoTopology, log: pino({ level: 'warn' }) })
  const waiting = new Map<string, () => void>()
  const replies = bus.consumeReplies(
    ({ correlationId }) => {
      waiting.get(correlationId)?.()
      waiting.delete(correlationId)
    },
    () => {},
  )
  const replyTo = await eventually(() => replies.name() ?? Promise.reject(new Error('no reply queue')), {
    withinMs: 10_000,
  })
  return {
    call: async (queue, body) => {
      const id = randomUUID()
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.set(id, resolve)
      await bus.publisher.publish(
        { exchange: backExchange, routingKey: queue },
        { id, type: 'echo', body, correlationId: id, replyTo },
      )
      await promise
    },
    hear: (queue) =>
      void bus.consume({
        queue,
        prefetch: 200,
        messages: { echo: z.unknown() },
        handlers: { echo: async (batch) => batch.map(() => done()) },
      }),
    close: () => bus.close(),
  }
}
