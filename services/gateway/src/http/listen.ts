import { userKey } from '@gongdan/contracts'
import { codeOf } from '@gongdan/messaging'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Listeners } from '../events/listeners.ts'
import type { Seat } from '../events/seat.ts'
import type { Callers } from '../identity/callers.ts'
import type { EventsRoute } from '../route.ts'
import { give, refuse } from './answer.ts'
import { openEventStream } from './eventStream.ts'
import { isRefusal, type Refusal, refusal } from './refusal.ts'
import { mergeInput, readInput } from './requestInput.ts'

/**
 * The entry after which the stream begins, null for the end of the feed. The header counts before the parameter, because a
 * client that comes back by itself sends the newer id there and leaves the address as it was.
 */
const readAfter = (route: EventsRoute, { query, body, headers }: FastifyRequest) => {
  const merged = mergeInput(Object(query), body)
  if (isRefusal(merged)) return merged
  const named = readInput(route.input, merged)
  if (isRefusal(named)) return named
  const header = headers['last-event-id']
  const came = readInput(route.input, header === undefined ? {} : { last_event_id: header })
  return isRefusal(came) ? came : { after: came.input.last_event_id ?? named.input.last_event_id ?? null }
}

/** Where the stream begins, with the first page; refused for an id that nobody was given, and when nobody knows. */
const readFirst = async (seat: Seat, after: number | null) => {
  try {
    const page = await seat.read(after)
    const begin = after ?? page.last
    return begin > page.last ? refusal(1002, 'last_event_id: no event has this id') : { begin, page }
  } catch (fault) {
    // A question without an answer: nothing is lost, the client comes back.
    if (['timeout', 'unavailable', 'unroutable'].includes(String(codeOf(fault))))
      return refusal(9002, 'no answer in time')
    throw fault
  }
}

const refuseAs = (reply: FastifyReply, { refused, desc }: Refusal) => give(reply, refuse(refused, desc))

/**
 * Makes the handler of the live events: takes a seat, so that nothing new escapes it, then reads what came before, and only
 * then answers, so that every refusal comes in the envelope.
 */
export const createListen =
  (callers: Callers, listeners: Listeners) =>
  (route: EventsRoute) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const read = readAfter(route, request)
    if (isRefusal(read)) return refuseAs(reply, read)
    const { principal, expires } = callers.of(request)
    const seat = listeners.admit(userKey(principal))
    if (isRefusal(seat)) return refuseAs(reply, seat)
    // Also of a client that has not waited for the answer.
    reply.raw.once('close', seat.leave)
    const first = await readFirst(seat, read.after)
    if (isRefusal(first)) {
      seat.leave()
      return refuseAs(reply, first)
    }
    const stream = openEventStream(reply, seat.drained)
    seat.start(stream, first.begin, first.page, expires)
    return reply
  }
