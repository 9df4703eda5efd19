import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/** How long a browser remembers that it may call: two hours, the most that Chromium takes. */
const rememberedS = 7_200

/** What a page may send beside what every page may. */
const requestHeaders = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'Last-Event-ID',
  'Prefer',
  'traceparent',
  'X-Request-Id',
]
/** What a page may read beside what every page may. */
const answerHeaders = [
  'Accept-Encoding',
  'Accept-Post',
  'Allow',
  'Deprecation',
  'Idempotency-Replayed',
  'Location',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
]

/**
 * Lets pages of these origins, and of no other, call the gateway from a browser (contract §5). A preflight is answered before
 * anything else is looked at; without an allowed origin OPTIONS is a method like others that are not allowed (1006).
 */
export const allowOrigins = async (app: FastifyInstance, origins: readonly string[]): Promise<void> => {
  if (origins.length === 0) return
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && origins.includes(origin) ? origin : false),
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: requestHeaders,
    exposedHeaders: answerHeaders,
    maxAge: rememberedS,
    strictPreflight: false,
  })
}
