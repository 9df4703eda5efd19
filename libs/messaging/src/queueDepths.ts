import type { Channel } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import type { Metrics } from './metrics.ts'
import { call, RecoveringChannel } from './recoveringChannel.ts'

export interface QueueDepthsOptions {
  readonly connection: Connection
  readonly log: Logger
  readonly metrics: Metrics
  /** The queues to count; called anew each time. */
  readonly queues: () => readonly string[]
  readonly everyMs: number
  /** Resolves when the queues are there. */
  readonly declared: Promise<void>
}

/**
 * How many messages wait in some queues, counted every so often. To declare a queue passively needs no permission, so any
 * user of the broker may.
 */
export class QueueDepths {
  readonly #options: QueueDepthsOptions
  readonly #depths = new Map<string, number>()
  readonly #recovering: RecoveringChannel<Channel>
  #timer: NodeJS.Timeout | undefined

  constructor(options: QueueDepthsOptions) {
    this.#options = options
    const { connection, log, metrics, declared } = options
    this.#recovering = new RecoveringChannel<Channel>({
      name: 'queue depths',
      connection,
      log,
      create: (on, done) => on.createChannel(done),
      build: async (channel) => {
        await declared
        await this.#count(channel)
      },
      lost: () => {
        clearTimeout(this.#timer)
        this.#depths.clear()
        metrics.queueMessages.reset()
      },
    })
  }

  /** As of the last count; a queue is left out that was not counted yet, or while there is no connection. */
  of(queues: Iterable<string>): ReadonlyMap<string, number> {
    const wanted = new Set(queues)
    return new Map([...this.#depths].filter(([name]) => wanted.has(name)))
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#recovering.stop()
  }

  async #count(channel: Channel): Promise<void> {
    const { queues, metrics, everyMs } = this.#options
    for (const queue of queues()) {
      const { messageCount } = await call<{ messageCount: number }>((done) => channel.checkQueue(queue, done))
      this.#depths.set(queue, messageCount)
      metrics.queueMessages.set({ queue }, messageCount)
    }
    this.#timer = setTimeout(() => {
      // A count that fails takes its channel with it, and the next channel counts again.
      this.#count(channel).catch(() => {})
    }, everyMs).unref()
  }
}
