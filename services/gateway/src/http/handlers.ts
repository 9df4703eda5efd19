import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { BatchStore } from '../adapters/batchStore.ts'
import type { Callers } from '../identity/callers.ts'
import type { BatchRoute, CommandRoute, QueryRoute, Route } from '../route.ts'
import type { createCommands } from '../work/commands.ts'
import type { Ask } from '../work/queries.ts'
import { showWork } from '../work/work.ts'
import { type Answer, give, refuse } from './answer.ts'
import { idempotencyKeyFrom, preferenceFrom } from './callHeaders.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { mergeInput, readInput } from './requestInput.ts'

/** What the routes are carried out with. */
export interface Machinery {
  readonly runCommand: ReturnType<typeof createCommands>
  readonly ask: Ask
  readonly batches: Pick<BatchStore, 'find'>
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

const refuseAs = ({ refused, desc }: Refusal): Answer => refuse(refused, desc)

/** The input of a route that reads, wherever in the request it stands. */
const inputOf = <I>(schema: z.ZodType<I>, request: FastifyRequest): { readonly input: I } | Refusal => {
  const merged = mergeInput(Object(request.query), request.body)
  return isRefusal(merged) ? merged : readInput(schema, merged)
}

/** Makes Fastify handlers of routes: read and check the request, carry it out, give the answer. */
export const createHandlers = (callers: Callers, { runCommand, ask, batches }: Machinery) => {
  const command = async (route: CommandRoute, request: FastifyRequest): Promise<Answer> => {
    const { headers, body, method } = request
    const idempotencyKey = method === 'POST' ? idempotencyKeyFrom(headers) : null
    if (idempotencyKey === undefined) return refuse(1002, 'Idempotency-Key: must be 1-128 printable characters')
    const read = readInput(route.body, body)
    if (isRefusal(read)) return refuseAs(read)
    const preference = preferenceFrom(headers.prefer)
    return runCommand(route, read.input, { ...callers.of(request), ...preference, idempotencyKey, rawBody: body })
  }

  const query = async (route: QueryRoute, request: FastifyRequest): Promise<Answer> => {
    const read = inputOf(route.input, request)
    if (isRefusal(read)) return refuseAs(read)
    const question = route.question(read.input, callers.of(request).principal)
    return isRefusal(question) ? refuseAs(question) : ask(question)
  }

  const batch = async (route: BatchRoute, request: FastifyRequest): Promise<Answer> => {
    const read = inputOf(route.input, request)
    if (isRefusal(read)) return refuseAs(read)
    const found = await batches.find(read.input.batch_uuid, callers.of(request).caller)
    return found === null ? refuse(6001, '') : showWork(found.work, found.outcomes)
  }

  return (route: Route): Handler => {
    switch (route.kind) {
      case 'command':
        return async (request, reply) => {
          if (route.deprecated) reply.header('deprecation', 'true')
          return give(reply, await command(route, request))
        }
      case 'query':
        return async (request, reply) => give(reply, await query(route, request))
      case 'batch':
        return async (request, reply) => give(reply, await batch(route, request))
    }
  }
}
