import { type Connection, connect as connectByTcp } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { backoffMs, pause } from './backoff.ts'
import { corkWrites, socketOf } from './corkWrites.ts'
import { reasonOf } from './faults.ts'

const heartbeatSeconds = 8
const connectTimeoutMs = 5_000
const keepAliveMs = 10_000
const closeTimeoutMs = 2_000

/** Opens a connection, as amqplib's function of this name does. */
export type Connect = (url: string, options: object, done: (fault: unknown, connection: Connection) => void) => void

/** One connection to the broker that comes back by itself. */
export interface Link {
  /** The connection as soon as there is one; `undefined` once the link is closed for good. */
  connected(): Promise<Connection | undefined>
  /** `blocked`: the broker has raised an alarm (memory, disk) and reads nothing that is published. */
  state(): { readonly connected: boolean; readonly blocked: boolean }
  /** Calls back after each change of `state()`. */
  onChange(listener: () => void): void
  close(): Promise<void>
}

export interface LinkOptions {
  readonly url: string
  /** What the broker shows as the connection's name. */
  readonly name: string
  readonly log: Logger
  readonly connect?: Connect
}

/** Opens a link and returns at once; it keeps trying until `close`, whatever goes wrong. */
export const openLink = ({ url, name, log, connect = connectByTcp }: LinkOptions): Link => {
  const closing = new AbortController()
  const listeners = new Set<() => void>()
  let gate = Promise.withResolvers<Connection | undefined>()
  let current: Dialled | undefined
  let blocked = false

  const change = (next: { line?: Dialled | undefined; blocked: boolean }) => {
    if (current && !next.line) gate = Promise.withResolvers()
    current = next.line
    blocked = next.blocked
    if (current) gate.resolve(current.connection)
    for (const listener of listeners) listener()
  }

  const run = async () => {
    for (let attempt = 0; !closing.signal.aborted; attempt += 1) {
      try {
        const on = {
          blocked: (is: boolean) => change({ line: current, blocked: is }),
          closed: () => change({ blocked: false }),
        }
        const line = await dial(url, name, closing.signal, on, connect)
        attempt = 0
        change({ line, blocked: false })
        log.info({ connection: name }, 'connected to the broker')
        const reason = await line.closed
        if (!closing.signal.aborted) log.warn({ connection: name, reason }, 'connection to the broker lost')
      } catch (fault) {
        log.warn({ connection: name, reason: reasonOf(fault) }, 'no connection to the broker')
      }
      await pause(backoffMs(attempt), closing.signal)
    }
    gate.resolve(undefined)
  }
  const ended = run()

  return {
    connected: () => gate.promise,
    state: () => ({ connected: current !== undefined, blocked }),
    onChange: (listener) => {
      listeners.add(listener)
    },
    close: async () => {
      if (!closing.signal.aborted) {
        closing.abort()
        await current?.close()
      }
      await ended
    },
  }
}

/** One connection, which does not come back. */
export interface Dialled {
  readonly connection: Connection
  /** Resolves with the reason when the connection is gone. */
  readonly closed: Promise<string>
  close(): Promise<void>
}

// amqplib's callback interface hands over the connection in the very turn it opened, and the promise one a turn
// later: a socket that dies in between would be an error without a listener, which ends the process.
export const dial = (
  url: string,
  name: string,
  givingUp: AbortSignal,
  on: { blocked: (is: boolean) => void; closed: () => void },
  connect: Connect = connectByTcp,
) =>
  new Promise<Dialled>((resolve, reject) => {
    const socket = new AbortController()
    const giveUp = () => socket.abort()
    givingUp.addEventListener('abort', giveUp)
    const options = {
      // With Nagle's algorithm a request and its answer take 41 ms instead of one.
      noDelay: true,
      keepAlive: true,
      keepAliveDelay: keepAliveMs,
      timeout: connectTimeoutMs,
      clientProperties: { connection_name: name },
      signal: socket.signal,
    }
    connect(withHeartbeat(url), options, (fault: unknown, connection) => {
      givingUp.removeEventListener('abort', giveUp)
      if (fault) return reject(fault)
      // amqplib reads on before it calls back, and then nobody hears of a close that came in the same piece.
      if (socketOf(connection)?.writableEnded) {
        socket.abort()
        return reject(new Error('closed as soon as it was open'))
      }
      const { promise: closed, resolve: end } = Promise.withResolvers<string>()
      let reason: string | undefined
      connection.on('error', (error) => {
        reason = reasonOf(error)
      })
      connection.on('close', (error) => {
        on.closed()
        // amqplib only half-closes: against a peer that fell silent the socket would stay for a quarter of an hour.
        setTimeout(() => socket.abort(), closeTimeoutMs).unref()
        end(reason ?? (error ? reasonOf(error) : 'closed'))
      })
      connection.on('blocked', () => on.blocked(true))
      connection.on('unblocked', () => on.blocked(false))
      corkWrites(connection)
      resolve({ connection, closed, close: () => hangUp(connection, socket) })
    })
  })

// A broker that fell silent never answers the farewell.
const hangUp = async (connection: Connection, socket: AbortController) => {
  const answered = new AbortController()
  connection.close(() => answered.abort())
  await pause(closeTimeoutMs, answered.signal)
  socket.abort()
}

const withHeartbeat = (url: string) => {
  const address = new URL(url)
  address.searchParams.set('heartbeat', String(heartbeatSeconds))
  return address.href
}
