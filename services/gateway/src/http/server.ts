import helmet from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics.ts'
import { give, refuse } from './answer.ts'
import { requestIdFrom } from './callHeaders.ts'
import { answerBadHttp, giveError } from './errors.ts'
import { eventStreamType } from './eventStream.ts'
import { lastRequests } from './lastRequests.ts'
import { restOfBody } from './restOfBody.ts'

export interface ServerNeeds {
  readonly metrics: Metrics
  readonly onStopping: () => void
  readonly log: Logger
}

/** An API shows nothing, so nothing may be loaded from it; the pages of /docs have a policy of their own. */
const always = { 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }
/** A request has to be there within this time, so that slow senders do not hold connections. */
const requestTimeoutMs = 30_000
/** Requests that take longer are worth an entry in the log; one that waits its 5 s in full is among them. */
const slowMs = 2_000

/** A Fastify server with what holds for every address: request id, security headers, log, metrics, an orderly stop. */
export const createServer = ({ metrics, onStopping, log }: ServerNeeds): FastifyInstance => {
  const loggerInstance: FastifyBaseLogger = log
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    requestTimeout: requestTimeoutMs,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    clientErrorHandler: answerBadHttp,
    frameworkErrors: (fault, request, reply) => giveError(fault, request, reply.header('x-request-id', request.id)),
  })
  app.register(helmet, { contentSecurityPolicy: false })

  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
    onStopping()
    await lastRequests(app.server)
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).headers(always)
    return stopping ? give(reply.header('connection', 'close'), refuse(9002, 'the gateway is stopping')) : undefined
  })
  app.addHook('onSend', (request) => restOfBody(request.raw))
  app.addHook('onResponse', async (request, reply) => {
    const { elapsedTime: ms, statusCode: status } = reply
    // A stream lasts as long as somebody listens, which says nothing about the gateway.
    if (reply.raw.getHeader('content-type') !== eventStreamType) {
      metrics.observe(request.routeOptions.url ?? 'none', status, ms)
      if (ms >= slowMs) request.log.info({ url: request.url, status, ms }, 'a slow request')
    }
    // A kept connection that was busy when the server closed is idle only now, and would hold up the stop.
    if (stopping) setImmediate(() => app.server.closeIdleConnections())
  })
  return app
}
