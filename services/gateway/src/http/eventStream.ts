import type { FastifyReply } from 'fastify'
import type { EventStream } from '../events/seat.ts'

export const eventStreamType = 'text/event-stream'

/** Nobody on the way may keep events back: neither to compress them nor to fill a buffer first (nginx). */
const headers = {
  'content-type': eventStreamType,
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}
/** Whoever has not taken the end by then is cut off, or a gateway that stops would wait for him. */
const farewellMs = 2_000

/**
 * Answers with a stream that stays open. From here on the reply is no longer the framework's: the headers it would send at
 * the end are sent now, and whoever writes sees by himself whether the client takes it.
 */
export const openEventStream = (reply: FastifyReply, onDrained: () => void): EventStream => {
  reply.hijack()
  const { raw } = reply
  raw.on('drain', onDrained)
  // A client that goes while something is written to him: `close` follows.
  raw.on('error', () => {})
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...headers })) {
    if (value !== undefined) raw.setHeader(name, value)
  }
  return {
    write: (text) => raw.write(text),
    end: (text) => {
      raw.end(text)
      const cut = setTimeout(() => raw.destroy(), farewellMs)
      raw.once('close', () => clearTimeout(cut))
    },
    destroy: () => void raw.destroy(),
  }
}
