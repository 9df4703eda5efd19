import { randomUUID } from 'node:crypto'
import { callerOf, recordSpan } from '@gongdan/tracing'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { BatchStore } from '../adapters/batchStore.ts'
import type { Listeners } from '../events/listeners.ts'
import type { Callers } from '../identity/callers.ts'
import type { BatchRoute, CommandRoute, QueryRoute, Route } from '../route.ts'
import type { createCommands } from '../work/commands.ts'
import type { Ask } from '../work/queries.ts'
import { within } from '../work/within.ts'
import type { ShowWork } from '../work/work.ts'
import { type Answer, give, refuse } from './answer.ts'
import { idempotencyKeyFrom, preferenceFrom } from './callHeaders.ts'
import { answerFor } from './errors.ts'
import { createListen } from './listen.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { mergeInput, readInput } from './requestInput.ts'

/** What the routes are carried out with. */
export interface Machinery {
  readonly runCommand: ReturnType<typeof createCommands>
  readonly ask: Ask
  readonly batches: Pick<BatchStore, 'find'>
  readonly listeners: Listeners
  readonly showWork: ShowWork
}

/** The driver alone would look for a database that is away for 10 s. */
const findWithinMs = 4_000

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

const refuseAs = ({ refused, desc }: Refusal): Answer => refuse(refused, desc)

/** The input of a route that reads, wherever in the request it stands. */
const inputOf = <I>(schema: z.ZodType<I>, request: FastifyRequest): { readonly input: I } | Refusal => {
  const merged = mergeInput(Object(request.query), request.body)
  return isRefusal(merged) ? merged : readInput(schema, merged)
}

const mostTold = 10

/** The tickets that an answer is about; of many, the first ones. */
const ticketsIn = ({ body }: Answer): readonly string[] => [
  ...body
    .matchAll(/"ticket_uuid":"([^"]+)"/g)
    .take(mostTold)
    .map(([, uuid = '']) => uuid),
]

/** What the traces and the log tell of a request that went further; the request's id finds its trace by this line. */
const tell = (request: FastifyRequest, reply: FastifyReply, correlationId: string, answer: Answer): void => {
  const { method, id, log, routeOptions, headers } = request
  const { status, scode } = answer
  const ms = reply.elapsedTime
  const route = routeOptions.url ?? ''
  const entry = { correlationId, method, route, status, scode, ms, tickets: ticketsIn(answer) }
  if (status >= 500) log.warn(entry, 'answered')
  else if (method === 'POST') log.info(entry, 'answered')
  else log.debug(entry, 'answered')
  recordSpan({
    name: `${method} ${route}`,
    kind: 'server',
    correlationId,
    startedAt: Date.now() - ms,
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      'http.request.header.x-request-id': id,
      scode,
      tickets: entry.tickets.join(' '),
    },
    caller: callerOf(headers.traceparent),
    failure: status >= 500 ? `scode ${scode}` : undefined,
  })
}

/** Makes Fastify handlers of routes: read and check the request, carry it out, give the answer. */
export const createHandlers = (callers: Callers, { runCommand, ask, batches, listeners, showWork }: Machinery) => {
  const listen = createListen(callers, listeners)
  const command = async (route: CommandRoute, request: FastifyRequest, correlationId: string): Promise<Answer> => {
    const { headers, body, method } = request
    const idempotencyKey = method === 'POST' ? idempotencyKeyFrom(headers) : null
    if (idempotencyKey === undefined) return refuse(1002, 'Idempotency-Key: must be 1-128 printable characters')
    const read = readInput(route.body, body)
    if (isRefusal(read)) return refuseAs(read)
    const preference = preferenceFrom(headers.prefer)
    const { principal, caller } = callers.of(request)
    const call = { principal, caller, ...preference, correlationId, idempotencyKey, rawBody: body }
    return runCommand(route, read.input, call)
  }

  const query = async (route: QueryRoute, request: FastifyRequest, correlationId: string): Promise<Answer> => {
    const read = inputOf(route.input, request)
    if (isRefusal(read)) return refuseAs(read)
    const question = route.question(read.input, callers.of(request).principal)
    return isRefusal(question) ? refuseAs(question) : ask(question, correlationId)
  }

  const batch = async (route: BatchRoute, request: FastifyRequest): Promise<Answer> => {
    const read = inputOf(route.input, request)
    if (isRefusal(read)) return refuseAs(read)
    const found = await within(findWithinMs, batches.find(read.input.batch_uuid, callers.of(request).caller), undefined)
    if (found === undefined) return refuse(9002, 'no answer in time')
    return found === null ? refuse(6001, '') : showWork(found.work, found.outcomes)
  }

  const traced =
    (carryOut: (request: FastifyRequest, correlationId: string) => Promise<Answer>, deprecated = false): Handler =>
    async (request, reply) => {
      if (deprecated) reply.header('deprecation', 'true')
      const correlationId = randomUUID()
      try {
        const answer = await carryOut(request, correlationId)
        tell(request, reply, correlationId, answer)
        return give(reply, answer)
      } catch (fault) {
        tell(request, reply, correlationId, answerFor(fault) ?? refuse(9001, ''))
        throw fault
      }
    }

  return (route: Route): Handler => {
    switch (route.kind) {
      case 'command':
        return traced((request, correlationId) => command(route, request, correlationId), route.deprecated)
      case 'query':
        return traced((request, correlationId) => query(route, request, correlationId))
      case 'batch':
        return async (request, reply) => give(reply, await batch(route, request))
      case 'events':
        return listen(route)
    }
  }
}
