import compress, { type FastifyCompressOptions } from '@fastify/compress'
import { envelope, MAX_BODY_BYTES, refusal } from '@gongdan/contracts'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { toAnswer } from '../batch/batch.ts'
import type { Authenticate } from '../identity/auth.ts'
import { routes } from '../routes/table.ts'
import { allowOrigins } from './allowOrigins.ts'
import {
  answerBadHttp,
  createSendNotFound,
  logRefusal,
  pathOf,
  refusedHead,
  send,
  sendError,
  sendRefusal,
} from './answer.ts'
import { createAuthHook } from './authHook.ts'
import { boundConnections } from './connections.ts'
import { addConsole, type ConsoleOptions } from './console.ts'
import { eventStreamType } from './eventStreams.ts'
import { createHandlers, type HandlerDeps } from './handlers.ts'
import { acceptJson, requestIdFrom } from './input.ts'
import { watchLateness } from './lateness.ts'
import { priceOfBody } from './rateLimit.ts'
import { drainBody, drainConnections } from './shutdown.ts'

/** Records a request by route and status, with the time from its head to its answer. */
export type ObserveRequest = (route: string, status: number, ms: number) => void

export interface ServerDeps {
  readonly observe: ObserveRequest
  /** Called when the gateway stops, while requests are still in flight. */
  readonly onStopping: () => void
  /** Open connections at a time, streams among them. */
  readonly maxConnections: number
  /** A request must have arrived within this time, so that slow senders do not hold connections. */
  readonly requestTimeoutMs?: number | undefined
  readonly log: Logger
}

export interface AppDeps extends HandlerDeps, ServerDeps {
  /** Origins of the pages in a browser that may call. */
  readonly corsOrigins: readonly string[]
  readonly console: ConsoleOptions
  readonly authenticate: Authenticate
  /** Rejects while requests cannot be carried out. */
  readonly ready: () => Promise<void>
  /** Adds the pages that describe the API. */
  readonly addDocs: (app: FastifyInstance) => Promise<void>
}

/**
 * On every answer. An API shows nothing, so nothing may be loaded from it; the pages of /docs have a policy of their own. Besides
 * what the OWASP secure headers project asks for.
 */
const fixedHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}
const defaultRequestTimeoutMs = 30_000
/** Its head alone has to be there within this time. */
const headTimeoutMs = 10_000
/** How late these timeouts may be; Node looks every 30 s by itself. */
const timeoutCheckMs = 500
/** Requests that take longer are worth a line in the log; one that waits its 5 s in full is among them. */
const slowMs = 2_000
/**
 * Answers and documents above 1 KiB are compressed for clients that accept it; larger ones than 32 KiB off the event loop. What
 * comes compressed is refused: it could grow a thousandfold.
 */
const compressing: FastifyCompressOptions = {
  globalDecompression: false,
  encodings: ['br', 'gzip'],
  threshold: 1_024,
  syncThreshold: 32_768,
  customTypes: /^application\/(json|x-yaml)/,
}
/** An event loop that stays later than this has more than it can do (9003). */
const maxLoopDelayMs = 1_000

/** A Fastify server with what holds for every address: request id, security headers, log, metrics, an orderly stop. */
export const createServer = ({
  observe,
  onStopping,
  maxConnections,
  requestTimeoutMs = defaultRequestTimeoutMs,
  log,
}: ServerDeps): FastifyInstance => {
  const loggerInstance: FastifyBaseLogger = log
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: Math.min(headTimeoutMs, requestTimeoutMs),
      connectionsCheckingInterval: timeoutCheckMs,
      // Node's own refusal has no envelope.
      requireHostHeader: false,
    },
    routerOptions: { ignoreTrailingSlash: true },
    return503OnClosing: false,
    clientErrorHandler: answerBadHttp,
    frameworkErrors: (fault, request, reply) => sendError(fault, request, reply.header('x-request-id', request.id)),
  })
  boundConnections(app.server, maxConnections, log)
  // Without a listener, Node answers 417 without an envelope.
  app.server.on('checkExpectation', app.routing)

  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
    onStopping()
    await drainConnections(app.server)
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).headers(fixedHeaders)
    if (stopping)
      return sendRefusal(reply.header('connection', 'close'), refusal(9002, 'the gateway is stopping', '网关正在停止'))
    const refused = refusedHead(request.raw)
    if (refused === null) return undefined
    logRefusal(request, refused)
    return sendRefusal(reply, refused)
  })
  app.addHook('onSend', (request) => drainBody(request.raw))
  app.addHook('onResponse', async (request, reply) => {
    const { elapsedTime: ms, statusCode: status } = reply
    // A stream lasts as long as its client listens, which says nothing about the gateway.
    if (reply.raw.getHeader('content-type') !== eventStreamType) {
      observe(request.routeOptions.url ?? 'none', status, ms)
      if (ms >= slowMs) request.log.info({ url: pathOf(request), status, ms: Math.round(ms) }, 'slow request')
    }
    // A keep-alive connection that was busy when the server closed is idle only now and would delay the stop.
    if (stopping && !app.server.listening) setImmediate(() => app.server.closeIdleConnections())
  })
  return app
}

/**
 * `/livez` depends on nothing; `/readyz` tells whether this gateway can carry requests out, and not why not: that is for the
 * admin port. Both without a caller.
 */
const addProbes = (app: FastifyInstance, ready: () => Promise<void>): void => {
  app.get('/livez', (_request, reply) => send(reply, toAnswer(envelope(0, '', { alive: true }))))
  app.get('/readyz', async (_request, reply) => {
    const isReady = await ready().then(
      () => true,
      () => false,
    )
    return isReady
      ? send(reply, toAnswer(envelope(0, '', { ready: true })))
      : sendRefusal(reply, refusal(9002, 'the gateway is not ready', '网关尚未就绪'))
  })
}

/** Leads a browser to the console, or to the documents where there is none, and a program by an answer that names the addresses. */
const addFrontDoor = (app: FastifyInstance, hasConsole: boolean): void => {
  const addresses = { docs: '/docs', openapi: '/openapi.json', events: '/v1/events', ready: '/readyz' }
  app.get('/', (request, reply) =>
    request.headers.accept?.includes('text/html')
      ? // Relative, so that it leads there below a proxy's path too.
        reply.redirect(hasConsole ? 'console/' : 'docs')
      : send(reply, toAnswer(envelope(0, '', addresses))),
  )
}

/** The HTTP side of the gateway, ready to listen or to be injected into. */
export const buildApp = async (deps: AppDeps): Promise<FastifyInstance> => {
  const app = createServer(deps)
  acceptJson(app, deps.inTurn)
  const methods = new Map<string, readonly string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), ...[method].flat()])
  })
  app.setErrorHandler(sendError)
  app.setNotFoundHandler(createSendNotFound(methods))
  await allowOrigins(app, deps.corsOrigins)
  await app.register(compress, compressing)
  addFrontDoor(app, await addConsole(app, deps.console))
  addProbes(app, deps.ready)
  await deps.addDocs(app)

  await app.register(async (api) => {
    const { onRequest, callerOf } = createAuthHook(deps.authenticate)
    const handlerOf = createHandlers(callerOf, deps)
    const lateness = watchLateness(maxLoopDelayMs)
    api.addHook('onClose', async () => lateness.stop())
    api.addHook('onRequest', async (request, reply) => {
      if (!lateness.isTooLate()) return
      const refused = refusal(9003, '')
      logRefusal(request, refused)
      return sendRefusal(reply, refused)
    })
    api.addHook('onRequest', onRequest)
    api.addHook('onRequest', async (request, reply) => {
      const limited = deps.rateLimit.take(callerOf(request).caller, priceOfBody(request.headers))
      if (limited === null) return
      logRefusal(request, limited)
      return sendRefusal(reply, limited)
    })
    for (const route of routes) {
      api.route({
        method: route.method,
        url: route.url,
        handler: handlerOf(route),
        // HEAD must change nothing, as GET should.
        exposeHeadRoute: route.kind !== 'command',
      })
    }
  })
  return app
}
