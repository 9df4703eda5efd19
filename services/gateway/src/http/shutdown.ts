import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { withTimeout } from '@gongdan/scheduling'

const quietMs = 100
const maxDrainMs = 2_000
const shortTurnMs = 1
const maxShortTurnMs = 500

/**
 * Resolves once no client has connected for 0.1 s, after 2.5 s at the latest. Connections that wait to be accepted when a
 * server closes are reset, and their clients cannot know whether their request was received; so it goes on answering
 * them.
 */
export const drainConnections = async (server: Server): Promise<void> => {
  if (!server.listening) return
  const until = Date.now() + maxDrainMs
  let last = Date.now()
  const note = () => {
    last = Date.now()
  }
  server.on('connection', note)
  while (Date.now() < Math.min(last + quietMs, until)) {
    await pause(quietMs / 4)
    // Timers come before new connections in a turn of the event loop: after a long one, those that wait must count.
    await turn()
  }
  server.off('connection', note)
  // Who connects after a turn has accepted and before the server closes is reset: so it closes after a turn that had little to do.
  const noLater = performance.now() + maxShortTurnMs
  for (let since = performance.now(); since < noLater; since = performance.now()) {
    await turn()
    if (performance.now() - since < shortTurnMs) return
  }
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
