import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { give, refuse } from './answer.ts'
import type { Authenticate } from './auth.ts'
import { createCallers } from './callers.ts'
import { requestIdFrom } from './callHeaders.ts'
import { answerBadHttp, giveError, giveNotFound } from './errors.ts'
import { createHandlers, type Machinery } from './handlers.ts'
import { acceptJson } from './jsonBody.ts'
import { addProbes, type Ready } from './probes.ts'
import { routes } from './routes/table.ts'

export interface AppNeeds extends Machinery {
  readonly authenticate: Authenticate
  readonly ready: Ready
  /** Requests a second that one caller may make. */
  readonly rateLimit: number
  readonly log: Logger
}

const bodyLimit = 1_048_576
const batchBodyLimit = 2 * bodyLimit
const slowMs = 2_000

/** The HTTP side of the gateway, ready to listen or to be injected into. */
export const buildApp = async (needs: AppNeeds): Promise<FastifyInstance> => {
  const loggerInstance: FastifyBaseLogger = needs.log
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    bodyLimit,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    clientErrorHandler: answerBadHttp,
    frameworkErrors: giveError,
  })
  // Requests are checked by the routes' schemas in one place (requestInput), answers by the tests.
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(() => JSON.stringify)
  acceptJson(app)

  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (!closing) return undefined
    reply.header('connection', 'close')
    return give(reply, refuse(9002, 'the gateway is stopping'))
  })
  app.addHook('onResponse', async (request, reply) => {
    if (reply.elapsedTime < slowMs) return
    request.log.info({ url: request.url, status: reply.statusCode, ms: reply.elapsedTime }, 'a slow request')
  })

  const methods = Map.groupBy(routes, (route) => route.url)
  app.setErrorHandler(giveError)
  app.setNotFoundHandler(
    giveNotFound(new Map([...methods].map(([url, same]) => [url, same.map((route) => route.method)]))),
  )
  await app.register(helmet)
  await app.register(underPressure, { maxEventLoopDelay: 1_000, exposeStatusRoute: false })
  addProbes(app, needs.ready)

  await app.register(async (api) => {
    const callers = createCallers(needs.authenticate)
    const handlerOf = createHandlers(callers, needs)
    api.addHook('onRequest', callers.identify)
    await api.register(rateLimit, {
      max: needs.rateLimit,
      timeWindow: 1_000,
      keyGenerator: (request) => callers.of(request).caller,
    })
    for (const route of routes) {
      api.route({
        method: route.method,
        url: route.url,
        bodyLimit: route.kind === 'command' && !route.single ? batchBodyLimit : bodyLimit,
        handler: handlerOf(route),
      })
    }
  })
  return app
}
