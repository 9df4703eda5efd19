import type { Server } from 'node:http'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'

const quietMs = 100
const longestMs = 2_000

/**
 * Resolves once nobody has connected for 0.1 s, after 2 s at the latest. Connections that wait to be accepted when a server
 * closes are reset, and their clients cannot know whether they were heard; so whoever still comes has to be told to go.
 */
export const lastRequests = async (server: Server): Promise<void> => {
  if (!server.listening) return
  const until = Date.now() + longestMs
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
}
