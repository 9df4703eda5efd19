import { queues } from '@gongdan/contracts'
import { openBus, parsePrincipalKeys, topology, verifyBody } from '@gongdan/messaging'
import { brokerPart, createLog, readConfig, runService } from '@gongdan/service'
import { connect, isStoreUnavailable } from '@gongdan/store'
import { Registry } from 'prom-client'
import { mongoBatchStore } from './adapters/batchStore.ts'
import { mongoIdempotencyStore } from './adapters/idempotencyStore.ts'
import { buildApp } from './app.ts'
import { GatewayConfig } from './config.ts'
import { createAuthenticate } from './identity/auth.ts'
import { remoteKeys } from './identity/remoteKeys.ts'
import { createUsersSeen } from './identity/usersSeen.ts'
import { createMetrics } from './metrics.ts'
import { createCommands } from './work/commands.ts'
import { createHandOver, keepBatches } from './work/handOver.ts'
import { createOnce } from './work/idempotency.ts'
import { createQueries } from './work/queries.ts'
import { startRounds } from './work/rounds.ts'
import { createSigner } from './work/signing.ts'
import { createStitcher } from './work/stitcher.ts'

const config = readConfig(GatewayConfig)
const log = createLog('gateway', config.LOG_LEVEL)
const registry = new Registry()
const now = Date.now

await runService({
  name: 'gateway',
  log,
  adminPort: config.ADMIN_PORT,
  registry,
  tracesTo: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  start: async () => {
    const keys = parsePrincipalKeys(config.PRINCIPAL_KEYS)
    const sign = createSigner(keys)
    const store = await connect(config.MONGODB_URL, 'gateway')
    const bus = await openBus({ url: config.AMQP_URL, service: 'gateway', topology, log, metrics: registry })
    const stitcher = createStitcher(bus, sign, log)
    const batches = mongoBatchStore(store.db)
    const handOver = createHandOver(bus.publisher, batches, sign)
    const once = createOnce(mongoIdempotencyStore(store.db), now, log)
    const authenticate = createAuthenticate({
      keys: remoteKeys(new URL(config.AUTH_JWKS_URL)),
      issuer: config.AUTH_ISSUER,
      audience: config.AUTH_AUDIENCE,
      now,
      onVerified: createUsersSeen(bus.publisher, now, log),
    })
    const kept = bus.consume({
      queue: queues.gatewayBatches,
      prefetch: 20,
      subscriptions: keepBatches(batches),
      verify: (type, body, signature) => verifyBody(keys, type, body, signature),
      isUnavailable: isStoreUnavailable,
    })
    const rounds = startRounds({ store: batches, stitcher, now, log })
    const broker = brokerPart(bus)
    const app = await buildApp({
      authenticate,
      runCommand: createCommands({ stitcher, handOver, batches, once, log }),
      ask: createQueries(bus, sign),
      batches,
      ready: async () => {
        await broker.ready?.()
        await store.ping()
      },
      rateLimit: config.RATE_LIMIT,
      metrics: createMetrics(registry, stitcher.size),
      onStopping: stitcher.stop,
      log,
    })
    await app.listen({ port: config.PORT, host: '0.0.0.0' })
    return [
      { name: 'database', ready: store.ping, stop: store.close },
      broker,
      { name: 'batches', stop: kept.stop },
      { name: 'rounds', stop: rounds.stop },
      { name: 'server', stop: () => app.close() },
    ]
  },
})
