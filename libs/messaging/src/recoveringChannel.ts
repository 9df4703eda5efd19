import type { Channel, Connection } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { backoffMs, pause } from './backoff.ts'
import type { Link } from './connection.ts'
import { reasonOf } from './faults.ts'

/** A channel that lived this long was sound: the next failure starts the back-off afresh. */
const soundAfterMs = 5_000

/** An amqplib call with a callback as a promise; a call that throws at once rejects too. */
export const call = <T>(run: (done: (fault: unknown, ok: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => run((fault, ok) => (fault ? reject(fault) : resolve(ok))))

export interface ChannelOptions<C extends Channel> {
  readonly name: string
  readonly link: Link
  readonly log: Logger
  /** `connection.createChannel` or `connection.createConfirmChannel`. */
  readonly create: (connection: Connection, done: (fault: unknown) => void) => C
  /** Makes the fresh channel useful: topology, prefetch, consumers. A rejection gives this channel up. */
  readonly build: (channel: C) => Promise<void>
  /** Called when a channel is gone, whether it was built or not. */
  readonly lost: (fault: unknown) => void
}

/** A channel that comes back: closed for whatever reason, it is opened and built again while its link lives. */
export interface RecoveringChannel {
  /** Closes the channel and opens no other. */
  stop(): Promise<void>
}

export const openRecoveringChannel = <C extends Channel>(options: ChannelOptions<C>): RecoveringChannel => {
  const { name, link, log, build, lost } = options
  const stopping = new AbortController()
  let current: C | undefined

  const live = async (connection: Connection): Promise<unknown> => {
    const { channel, closed } = await open(connection, options.create)
    current = channel
    try {
      await build(channel)
      return await closed
    } catch (fault) {
      close(channel)
      return fault
    }
  }

  const run = async () => {
    for (let attempt = 0; ; attempt += 1) {
      const connection = await link.connected()
      if (!connection || stopping.signal.aborted) return
      const since = Date.now()
      const fault = await live(connection).catch((failed: unknown) => failed)
      current = undefined
      lost(fault)
      if (stopping.signal.aborted) return
      if (fault) log.warn({ channel: name, reason: reasonOf(fault) }, 'channel lost, opening another')
      if (Date.now() - since > soundAfterMs) attempt = 0
      await pause(backoffMs(attempt), stopping.signal)
    }
  }
  const ended = run()

  return {
    stop: async () => {
      stopping.abort()
      if (!current) return
      close(current)
      await ended
    },
  }
}

// The listeners are on the channel before its opening is answered: an error without one would end the process.
const open = <C extends Channel>(connection: Connection, create: ChannelOptions<C>['create']) =>
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
export const close = (channel: Channel): void => {
  try {
    channel.close()
  } catch {
    // amqplib throws on a closed channel, which is what was wanted.
  }
}
