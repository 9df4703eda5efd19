import { withTimeout } from '@gongdan/scheduling'
import type { Channel } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import { call, RecoveringChannel } from './recoveringChannel.ts'

/** A broker that does not count within this time is not waited for. */
const LIMIT_MS = 1_000

export interface QueueDepthsOptions {
  readonly connection: Connection
  readonly log: Logger
  /** Resolves when the queues are there. */
  readonly declared: Promise<void>
}

/**
 * Counts the messages in queues on demand, so that an idle process does not poll the broker. Declaring a queue passively needs
 * no permission, so any user of the broker can do it.
 */
export class QueueDepths {
  readonly #recovering: RecoveringChannel<Channel>
  #channel: Channel | undefined

  constructor({ connection, log, declared }: QueueDepthsOptions) {
    this.#recovering = new RecoveringChannel<Channel>({
      name: 'queue depths',
      connection,
      log,
      create: (on, done) => on.createChannel(done),
      build: async (channel) => {
        await declared
        this.#channel = channel
      },
      lost: () => {
        this.#channel = undefined
      },
    })
  }

  /** Counts now. A queue is left out that could not be counted within a second, or while there is no connection. */
  async of(queues: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const depths = new Map<string, number>()
    const channel = this.#channel
    if (channel === undefined) return depths
    const count = async (): Promise<void> => {
      for (const queue of queues) {
        const { messageCount } = await call<{ messageCount: number }>((done) => channel.checkQueue(queue, done))
        depths.set(queue, messageCount)
      }
    }
    // A count that fails takes its channel with it, and the next channel counts again.
    await withTimeout(LIMIT_MS, count(), `no count within ${LIMIT_MS} ms`).catch(() => {})
    return new Map(depths)
  }

  async stop(): Promise<void> {
    await this.#recovering.stop()
  }
}
