import { isRefusal, type Refusal, refusal } from '@gongdan/contracts'
import { codeOf } from '@gongdan/messaging'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type LiveHub, stopping } from '../live/hub.ts'
import type { LiveStream, Sink } from '../live/stream.ts'
import type { EventsRoute } from '../routes/route.ts'
import { logRefusal, sendRefusal } from './answer.ts'
import type { CallerOf } from './authHook.ts'
import { readInput, readQuery } from './input.ts'

export const eventStreamType = 'text/event-stream'

/** No proxy may keep events back: neither to compress them nor to fill a buffer first (nginx). */
const headers = {
  'content-type': eventStreamType,
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}
/** A client that has not read the end by then is disconnected, so that a gateway that stops does not wait for it. */
const endTimeoutMs = 2_000

/**
 * The entry after which the stream begins, null for the end of the feed. The header counts before the parameter,
 * because a client that reconnects by itself sends the newer id there and leaves the address as it was.
 */
const readAfter = (route: EventsRoute, request: FastifyRequest): { readonly after: number | null } | Refusal => {
  const parameter = readQuery(route.input, request)
  if (isRefusal(parameter)) return parameter
  const value = request.headers['last-event-id']
  const header = readInput(route.input, value === undefined ? {} : { last_event_id: value })
  if (isRefusal(header)) return header
  return { after: header.input.last_event_id ?? parameter.input.last_event_id ?? null }
}

/**
 * Where the stream begins, with the first page; refused for an id that was never given out, and without an answer in
 * time.
 */
const readFirst = async (stream: LiveStream, after: number | null) => {
  try {
    const page = await stream.read(after)
    const begin = after ?? page.last
    return begin > page.last
      ? refusal(1002, 'last_event_id: no event has this id', 'last_event_id：没有此编号的事件')
      : { begin, page }
  } catch (fault) {
    // Without an answer nothing is lost: the client comes back.
    if (['timeout', 'unavailable', 'unroutable'].includes(String(codeOf(fault))))
      return refusal(9002, 'no answer in time', '未能及时得到应答')
    throw fault
  }
}

/**
 * Answers with a stream that stays open. From here on the reply is no longer the framework's: the headers that it would
 * send at the end are sent now, and back pressure is seen by what is written.
 */
const openSink = (reply: FastifyReply, onDrained: () => void): Sink => {
  reply.hijack()
  const { raw } = reply
  raw.on('drain', onDrained)
  // A client that goes while something is written to it: `close` follows.
  raw.on('error', () => {})
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...headers })) {
    if (value !== undefined) raw.setHeader(name, value)
  }
  return {
    write: (text) => raw.write(text),
    end: (text) => {
      raw.end(text)
      const cut = setTimeout(() => raw.destroy(), endTimeoutMs)
      raw.once('close', () => clearTimeout(cut))
    },
    destroy: () => void raw.destroy(),
  }
}

/**
 * Makes the handler of the live events: subscribes first, so that no new entry is missed, then reads what came before,
 * and only then answers, so that every refusal comes in the envelope.
 */
export const createEventsHandler =
  (callerOf: CallerOf, hub: LiveHub) =>
  (route: EventsRoute) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const refuse = (refused: Refusal) => {
      logRefusal(request, refused)
      return sendRefusal(reply, refused)
    }
    const from = readAfter(route, request)
    if (isRefusal(from)) return refuse(from)
    // HEAD asks what a stream would be like, not for one.
    if (request.method === 'HEAD') return reply.headers(headers).send()
    // The client left while its token was checked: `close` has been, and would not end the subscription.
    if (reply.raw.destroyed) return reply.hijack()
    const { principal, expires } = callerOf(request)
    const stream = hub.subscribe(principal)
    if (isRefusal(stream)) return refuse(stream)
    // Also of a client that has not waited for the answer.
    reply.raw.once('close', stream.close)
    const first = await readFirst(stream, from.after)
    if (isRefusal(first)) {
      stream.close()
      return refuse(first)
    }
    const open = () => openSink(reply, stream.drained)
    if (stream.start(open, first.begin, first.page, expires)) return reply
    return reply.raw.destroyed ? reply.hijack() : refuse(stopping)
  }
