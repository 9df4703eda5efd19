import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'

/** Connections that have not sent the head of a request yet; clients of ours send theirs at once. */
const maxSilent = 1_000
const logEveryMs = 10_000

/**
 * Bounds the open connections of a server. One more than `most` is closed at once; of those that have sent no request yet,
 * the oldest makes room for a new one, so that silent connections keep no client out.
 */
export const boundConnections = (server: Server, most: number, log: Logger): void => {
  server.maxConnections = most
  let loggedAt = Number.NEGATIVE_INFINITY
  server.on('drop', () => {
    if (performance.now() - loggedAt < logEveryMs) return
    loggedAt = performance.now()
    log.warn({ most }, 'too many connections')
  })

  // In the order in which they came.
  const silent = new Set<Socket>()
  server.on('connection', (socket) => {
    const [oldest] = silent
    if (oldest !== undefined && silent.size >= maxSilent) oldest.destroy()
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket))
}
