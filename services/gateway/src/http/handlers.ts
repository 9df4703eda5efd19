import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refusal, scodes } from '@gongdan/contracts'
import { withTimeout } from '@gongdan/scheduling'
import { callerSpanOf, recordSpan } from '@gongdan/tracing'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, type BatchStore, refuse } from '../batch/batch.ts'
import type { RunCommand } from '../batch/commands.ts'
import { type InTurn, isLargeList } from '../batch/largeWork.ts'
import type { RunQuery } from '../batch/queries.ts'
import type { RenderBatch } from '../batch/renderBatch.ts'
import { answerInTurn, createTurns } from '../batch/turns.ts'
import type { LiveHub } from '../live/hub.ts'
import type { BatchRoute, CommandRoute, QueryRoute, Route } from '../routes/route.ts'
import { logRefusal, refusalOf, send } from './answer.ts'
import type { CallerOf } from './authHook.ts'
import { createEventsHandler } from './eventStreams.ts'
import { readInput, readQuery, requestHeaders } from './input.ts'
import { priceBeyond, priceOfBody, priceOfInspection, type RateLimit } from './rateLimit.ts'

/** What the routes are carried out with. */
export interface HandlerDeps {
  readonly runCommand: RunCommand
  readonly runQuery: RunQuery
  readonly batches: Pick<BatchStore, 'sizeOf' | 'find'>
  readonly renderBatch: RenderBatch
  readonly inTurn: InTurn
  readonly hub: LiveHub
  readonly rateLimit: RateLimit
}

/** The driver by itself waits 10 s for an unavailable database. */
const findTimeoutMs = 4_000

const late = refusal(9002, 'no answer in time', '未能及时得到应答')

/** A batch of 10,000 items takes tens of megabytes while it is read. */
const inspectionsAtOnce = { most: 8, mostOfCaller: () => 1 }

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

const maxLoggedTickets = 10

/** The tickets that an answer is about; of many, the first ones. */
const ticketsIn = ({ body }: Answer): readonly string[] => [
  ...body
    .matchAll(/"ticket_uuid":"([^"]+)"/g)
    .take(maxLoggedTickets)
    .map(([, uuid = '']) => uuid),
]

/** How many items a body lists. */
const itemsIn = (input: unknown): number => {
  const { list } = Object(input)
  return Array.isArray(list) ? list.length : 1
}

const maxLoggedReasons = 5
/** Reasons are looked for no further into a large answer. */
const readForReasons = 65_536

/** Why a request, or items of it, were refused: `3001 no such ticket`, each once; of many, the first ones. */
const reasonIn = ({ scode, body }: Answer): string => {
  if (scode === 0 || scode === 12) return ''
  const refused = body.slice(0, readForReasons).matchAll(/"scode":([1-9]\d{3}),"desc":"((?:[^"\\]|\\.)*)"/g)
  const reasons = refused.map(([, code, desc]) => `${code} ${JSON.parse(`"${desc}"`)}`.trim())
  return [...new Set(reasons)].slice(0, maxLoggedReasons).join('; ')
}

/** Makes Fastify handlers of routes: read and check the request, carry it out, send the answer. */
export const createHandlers = (callerOf: CallerOf, deps: HandlerDeps) => {
  const { runCommand, runQuery, batches, renderBatch, inTurn, hub, rateLimit } = deps
  const eventsHandler = createEventsHandler(callerOf, hub)
  const inspections = createTurns(inspectionsAtOnce)

  const refuseInput = (request: FastifyRequest, refused: Refusal): Answer => {
    logRefusal(request, refused)
    return refuse(refused)
  }

  const carryOutCommand = async (
    route: CommandRoute,
    request: FastifyRequest,
    correlationId: string,
  ): Promise<Answer> => {
    const { headers, body, bodyBytes, method } = request
    const { waitMs, respondAsync, idempotencyKey: givenKey } = requestHeaders(headers)
    const idempotencyKey = method === 'POST' ? givenKey : null
    if (idempotencyKey === undefined) {
      return refuseInput(
        request,
        refusal(
          1002,
          'Idempotency-Key: must be 1-128 printable characters',
          'Idempotency-Key：必须是 1-128 个可打印字符',
        ),
      )
    }
    const { principal, caller } = callerOf(request)
    const items = itemsIn(body)
    rateLimit.charge(caller, priceBeyond(priceOfBody(headers), items, bodyBytes))
    const read = await inTurn(isLargeList(items), () => readInput(route.body, body))
    if (isRefusal(read)) return refuseInput(request, read)
    return runCommand({
      correlationId,
      principal,
      caller,
      waitMs,
      respondAsync,
      idempotencyKey,
      route: route.url,
      rawBody: body,
      tokenBytes: (headers.authorization ?? '').length,
      bodyBytes,
      isLarge: isLargeList(items),
      toCommand: (ids, sealer) => route.toCommand(read.input, ids, sealer),
    })
  }

  const carryOutQuery = async (route: QueryRoute, request: FastifyRequest, correlationId: string): Promise<Answer> => {
    const { principal, caller } = callerOf(request)
    rateLimit.charge(caller, priceBeyond(priceOfBody(request.headers), 1, request.bodyBytes))
    const read = route.method === 'POST' ? readInput(route.input, request.body) : readQuery(route.input, request)
    if (isRefusal(read)) return refuseInput(request, read)
    const query = route.toQuery(read.input, principal)
    return isRefusal(query) ? refuseInput(request, query) : runQuery(query, correlationId, caller)
  }

  const showBatch = async (route: BatchRoute, request: FastifyRequest): Promise<Answer> => {
    const read = readQuery(route.input, request)
    if (isRefusal(read)) return refuseInput(request, read)
    const { caller } = callerOf(request)
    const { batch_uuid, since = null } = read.input
    return answerInTurn(inspections, caller, async () => {
      const size = await withTimeout(findTimeoutMs, batches.sizeOf(batch_uuid, caller), undefined)
      if (size === undefined) return refuse(late)
      if (size === null) return refuse(refusal(6001, ''))
      const { listed, settled } = size
      rateLimit.charge(caller, priceOfInspection(listed, since === null ? listed : Math.max(0, settled - since)))
      const found = await withTimeout(findTimeoutMs, batches.find(batch_uuid, caller), undefined)
      if (found === undefined) return refuse(late)
      if (found === null) return refuse(refusal(6001, ''))
      return inTurn(isLargeList(listed), () => renderBatch(found.batch, found.outcomes, { ended: found.ended, since }))
    })
  }

  /**
   * Records a request in the traces and the log; its line joins the request id to the correlation id of the trace. Every
   * command leaves a line, whatever its method.
   */
  const logRequest = (
    { kind }: Route,
    request: FastifyRequest,
    reply: FastifyReply,
    correlationId: string,
    answer: Answer,
  ): void => {
    const { method, id, log, routeOptions, headers } = request
    const { scode } = answer
    const status = scodes[scode].http
    const ms = reply.elapsedTime
    const route = routeOptions.url ?? ''
    const entry = {
      correlationId,
      method,
      route,
      status,
      scode,
      reason: reasonIn(answer),
      ms: Math.round(ms),
      tickets: ticketsIn(answer),
    }
    if (status >= 500) log.warn(entry, 'answered')
    else if (kind === 'command') log.info(entry, 'answered')
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
      caller: callerSpanOf(headers.traceparent),
      failure: status >= 500 ? `scode ${scode}` : undefined,
    })
  }

  /** Carries a request out under a new correlation id, records it and sends the answer. */
  const traced =
    (
      route: Route,
      carryOut: (request: FastifyRequest, correlationId: string) => Promise<Answer>,
      deprecated = false,
    ): Handler =>
    async (request, reply) => {
      if (deprecated) reply.header('deprecation', 'true')
      const correlationId = randomUUID()
      try {
        const answer = await carryOut(request, correlationId)
        logRequest(route, request, reply, correlationId, answer)
        return send(reply, answer)
      } catch (fault) {
        logRequest(route, request, reply, correlationId, refuse(refusalOf(fault)))
        throw fault
      }
    }

  return (route: Route): Handler => {
    switch (route.kind) {
      case 'command':
        return traced(
          route,
          (request, correlationId) => carryOutCommand(route, request, correlationId),
          route.deprecated,
        )
      case 'query':
        return traced(route, (request, correlationId) => carryOutQuery(route, request, correlationId))
      case 'batch':
        return async (request, reply) => send(reply, await showBatch(route, request))
      case 'events':
        return eventsHandler(route)
    }
  }
}
