import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { withTimeout } from '@gongdan/scheduling'

const quietMs = 100
const maxDrainMs = 2_000
const shortTurnMs = 1
const maxShortTurnMs = 500

/**
 * Stops listening once no client has connected or asked for 0.1 s, after 2.5 s at the latest. Connections that wait to be
 * accepted when a server closes are reset, and their clients cannot know whether their request was received; so it goes
 * on answering them. Kept connections that are idle stay open until then as well: a request may be on its way on them.
 */
export const drainConnections = async (server: Server): Promise<void> => {
  if (!server.listening) return
  const until = Date.now() + maxDrainMs
  let last = Date.now()
  const note = () => {
    last = Date.now()
  }
  const events = ['connection', 'request'] as const
  for (const event of events) server.on(event, note)
  while (Date.now() < Math.min(last + quietMs, until)) {
    await pause(quietMs / 4)
    // Timers come before new connections in a turn of the event loop: after a long one, those that wait must count.
    await turn()
  }
  for (const event of events) server.off(event, note)
  // Who connects after a turn has accepted and before the server closes is reset. So it closes in the same turn, one that had
  // little to do; and after a pause, because a process that has slept is seldom made to wait for a processor at once.
  for (const noLater = performance.now() + maxShortTurnMs; ; ) {
    await pause(1)
    const since = performance.now()
    await turn()
    if (performance.now() - since < shortTurnMs || since > noLater) break
  }
  server.close()
}

/**
 * Reads the rest of a request's body and discards it, for 2 s at most. A connection that is closed with bytes unread is
 * reset, and the reset may overtake the answer: then the client does not learn that it sent too much, nor anything
 * else.
 */
export const drainBody = async (request: IncomingMessage): Promise<void> => {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  if (request.readableEnded || request.destroyed || (length === '0' && encoding === undefined)) return
  const { promise: over, resolve } = Promise.withResolvers<void>()
  for (const event of ['end', 'close', 'error']) request.once(event, resolve)
  request.resume()
  await withTimeout(maxDrainMs, over, undefined)
}
