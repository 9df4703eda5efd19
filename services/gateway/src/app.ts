import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { addDocs } from './http/docs.ts'
import { giveError, giveNotFound } from './http/errors.ts'
import { createHandlers, type Machinery } from './http/handlers.ts'
import { acceptJson } from './http/jsonBody.ts'
import { addProbes, type Ready } from './http/probes.ts'
import { createServer } from './http/server.ts'
import type { Authenticate } from './identity/auth.ts'
import { createCallers } from './identity/callers.ts'
import type { Metrics } from './metrics.ts'
import { routes } from './routes/table.ts'

export interface AppNeeds extends Machinery {
  readonly authenticate: Authenticate
  readonly ready: Ready
  /** Requests a second that one caller may make (1007). */
  readonly rateLimit: number
  readonly metrics: Metrics
  /** Told when the gateway stops, while requests are still in hand. */
  readonly onStopping: () => void
  readonly log: Logger
}

const bodyLimit = 1_048_576
const batchBodyLimit = 2 * bodyLimit
/** An event loop that is later than this has more than it can do (9003). */
const mostLoopDelayMs = 1_000

/** The HTTP side of the gateway, ready to listen or to be injected into. */
export const buildApp = async (needs: AppNeeds): Promise<FastifyInstance> => {
  const app = createServer(needs)
  acceptJson(app)
  const methods = new Map<string, readonly string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), ...[method].flat()])
  })
  app.setErrorHandler(giveError)
  app.setNotFoundHandler(giveNotFound(methods))
  addProbes(app, needs.ready)
  await addDocs(app)

  await app.register(async (api) => {
    const callers = createCallers(needs.authenticate)
    const handlerOf = createHandlers(callers, needs)
    await api.register(underPressure, { maxEventLoopDelay: mostLoopDelayMs })
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
