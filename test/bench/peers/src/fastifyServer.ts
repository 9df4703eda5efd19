import { randomUUID } from 'node:crypto'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { environment } from './environment.js'
import { openTickets, type TicketInfo } from './tickets.js'
import { type Caller, Tokens } from './tokens.js'

/** The same job without a broker: one process that decides what it is asked. */
declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
  }
}

const text = { type: 'string', minLength: 1, maxLength: 1000 } as const
const submitBody = {
  type: 'object',
  required: ['ticket_name', 'type', 'reason', 'process_uuid'],
  properties: { ticket_name: text, type: text, reason: text, process_uuid: text },
} as const
const passBody = {
  type: 'object',
  required: ['list'],
  properties: { list: { type: 'array', minItems: 1, maxItems: 10_000, items: { type: 'string', format: 'uuid' } } },
} as const
const inspectQuery = {
  type: 'object',
  required: ['ticket_uuid'],
  properties: { ticket_uuid: { type: 'string', format: 'uuid' } },
} as const

const tickets = await openTickets(environment.mongodbUrl())
const tokens = new Tokens(environment.jwksUrl(), environment.issuer(), environment.audience())
const app = fastify({ logger: true, disableRequestLogging: true, genReqId: () => randomUUID() })

app.decorateRequest('caller')
app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
  const caller = await tokens.callerOf(request.headers.authorization)
  if (caller === undefined) return reply.code(401).send({ scode: 2001, desc: 'the token is not valid', data: null })
  request.caller = caller
})
app.addHook('onResponse', async ({ log, method, url }, { statusCode, elapsedTime }) => {
  log.info({ method, url, status: statusCode, ms: elapsedTime }, 'answered')
})

app.post<{ Body: TicketInfo }>('/v1/ticket/submit', { schema: { body: submitBody } }, ({ caller, body }) =>
  tickets.submit(caller, body, randomUUID()),
)
app.post<{ Body: { list: string[] } }>('/v1/ticket/pass', { schema: { body: passBody } }, ({ caller, body }) =>
  tickets.pass(caller, body.list, randomUUID()),
)
app.get<{ Querystring: { ticket_uuid: string } }>(
  '/v1/ticket/inspect',
  { schema: { querystring: inspectQuery } },
  ({ caller, query }) => tickets.inspect(caller, query.ticket_uuid),
)
await app.listen({ port: environment.port(), host: '127.0.0.1' })
