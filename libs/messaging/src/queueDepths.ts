import type { Channel } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Link } from './connection.ts'
import type { Metrics } from './metrics.ts'
import { call, openRecoveringChannel } from './recoveringChannel.ts'

export interface QueueDepthsOptions {
  readonly link: Link
  readonly log: Logger
  readonly metrics: Metrics
  /** Asked anew each time. */
  readonly queues: () => readonly string[]
  readonly everyMs: number
  /** Resolves when the queues are there. */
  readonly declared: Promise<void>
}

/** How many messages wait in some queues, as of the last look; nothing is known while there is no connection. */
export interface QueueDepths {
  now(): ReadonlyMap<string, number>
  stop(): Promise<void>
}

/** Looks every so often. To declare a queue passively needs no permission, so any user of the broker may. */
export const watchQueueDepths = ({
  link,
  log,
  metrics,
  queues,
  everyMs,
  declared,
}: QueueDepthsOptions): QueueDepths => {
  const depths = new Map<string, number>()
  let looking: NodeJS.Timeout | undefined

  const look = async (channel: Channel): Promise<void> => {
    for (const queue of queues()) {
      const { messageCount } = await call<{ messageCount: number }>((done) => channel.checkQueue(queue, done))
      depths.set(queue, messageCount)
      metrics.queueMessages.set({ queue }, messageCount)
    }
    looking = setTimeout(() => {
      // A look that fails takes its channel with it, and the next channel looks again.
      look(channel).catch(() => {})
    }, everyMs).unref()
  }

  const kept = openRecoveringChannel<Channel>({
    name: 'depths',
    link,
    log,
    create: (connection, done) => connection.createChannel(done),
    build: async (channel) => {
      await declared
      await look(channel)
    },
    lost: () => {
      clearTimeout(looking)
      depths.clear()
      metrics.queueMessages.reset()
    },
  })

  return {
    now: () => depths,
    stop: async () => {
      clearTimeout(looking)
      await kept.stop()
    },
  }
}
