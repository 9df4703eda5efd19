import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'

/** Connections that have not sent the head of a request yet; clients of ours send theirs at once. */
const maxSilent = 1_000
/** But many clients at a time may have connected and not come to speak yet, as after the start of a gateway. */
const patienceMs = 1_000
const logEveryMs = 10_000

/**
 * Bounds the open connections of a server. One more than `most` is closed at once; of those that have sent no request yet,
 * the oldest makes room for a new one after a second, so that silent connections keep no client out.
 */
export const boundConnections = (
  server: Server,
  most: number,
  log: Logger,
  now: () => number = () => performance.now(),
): void => {
  server.maxConnections = most
  let loggedAt = Number.NEGATIVE_INFINITY
  server.on('drop', () => {
    if (now() - loggedAt < logEveryMs) return
    loggedAt = now()
    log.warn({ most }, 'too many connections')
  })

  // With the time since when, in the order in which they came.
  const silent = new Map<Socket, number>()
  server.on('connection', (socket) => {
    const [oldest] = silent
    if (oldest !== undefined && silent.size >= maxSilent && now() - oldest[1] > patienceMs) oldest[0].destroy()
    silent.set(socket, now())
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket))
}
