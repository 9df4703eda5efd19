import { pause } from '@gongdan/scheduling'
import type { Connection as AmqpConnection, Channel } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { backoffMs } from './backoff.ts'
import type { Connection } from './connection.ts'
import { reasonOf } from './faults.ts'

/** A channel that lived this long was sound: the next failure starts the back-off afresh. */
const soundAfterMs = 5_000

export interface ChannelOptions<C extends Channel> {
  /** What the log calls it. */
  readonly name: string
  readonly connection: Connection
  readonly log: Logger
  /** `connection.createChannel` or `connection.createConfirmChannel`. */
  readonly create: (connection: AmqpConnection, done: (fault: unknown) => void) => C
  /** Makes the fresh channel useful: topology, prefetch, consumers. A rejection gives this channel up. */
  readonly build: (channel: C) => Promise<void>
  /** Called when a channel is gone, whether it was built or not. */
  readonly lost: (fault: unknown) => void
}

/** A channel that comes back: closed for whatever reason, it is opened and built again while its connection lives. */
export class RecoveringChannel<C extends Channel> {
  readonly #options: ChannelOptions<C>
  readonly #stopping = new AbortController()
  readonly #ended: Promise<void>
  #current: C | undefined

  /** Returns at once; opens and builds the channel in the background. */
  constructor(options: ChannelOptions<C>) {
    this.#options = options
    this.#ended = this.#run()
  }

  /** Closes the channel and opens no other. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    if (!this.#current) return
    closeChannel(this.#current)
    await this.#ended
  }

  async #run(): Promise<void> {
    const { name, connection, log, lost } = this.#options
    for (let attempt = 0; ; attempt += 1) {
      const opened = await connection.connected()
      if (!opened || this.#stopping.signal.aborted) return
      const since = Date.now()
      const fault = await this.#live(opened).catch((failed: unknown) => failed)
      this.#current = undefined
      lost(fault)
      if (this.#stopping.signal.aborted) return
      if (fault) log.warn({ channel: name, reason: reasonOf(fault) }, 'channel lost, opening another')
      if (Date.now() - since > soundAfterMs) attempt = 0
      await pause(backoffMs(attempt), this.#stopping.signal)
    }
  }

  /** Resolves with the fault, if any, when the channel is gone. */
  async #live(connection: AmqpConnection): Promise<unknown> {
    const { channel, closed } = await openChannel(connection, this.#options.create)
    this.#current = channel
    try {
      await this.#options.build(channel)
      return await closed
    } catch (fault) {
      closeChannel(channel)
      return fault
    }
  }
}

// The listeners are on the channel before its opening is answered: an error without one would end the process.
const openChannel = <C extends Channel>(connection: AmqpConnection, create: ChannelOptions<C>['create']) =>
  new Promise<{ channel: C; closed: Promise<unknown> }>((resolve, reject) => {
    const { promise: closed, resolve: end } = Promise.withResolvers<unknown>()
    const channel = create(connection, (failed) => (failed ? reject(failed) : resolve({ channel, closed })))
    let fault: unknown
    channel.on('error', (error) => {
      fault = error
    })
    channel.on('close', () => end(fault))
  })

/** Closes a channel that may be closed already. */
export const closeChannel = (channel: Channel): void => {
  try {
    channel.close()
  } catch {
    // amqplib throws on a closed channel, which is what was wanted.
  }
}

/** An amqplib call with a callback as a promise; a call that throws at once rejects too. */
export const call = <T>(run: (done: (fault: unknown, ok: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => run((fault, ok) => (fault ? reject(fault) : resolve(ok))))
