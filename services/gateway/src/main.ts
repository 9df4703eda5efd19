import { queues, topology } from '@gongdan/contracts'
import { openBus, parsePrincipalKeys } from '@gongdan/messaging'
import { brokerPart, createLog, parseSealKeys, readConfig, runService, signedInbox, unseal } from '@gongdan/service'
import { connect } from '@gongdan/store'
import { Registry } from 'prom-client'
import { mongoBatchStore } from './adapters/batchStore.ts'
import { mongoIdempotencyStore } from './adapters/idempotencyStore.ts'
import { buildApp } from './app.ts'
import { GatewayConfig } from './config.ts'
import { createReadFeeds, listenToFeeds } from './events/busFeed.ts'
import { createFeedReader } from './events/feedReader.ts'
import { createListeners } from './events/listeners.ts'
import { createAuthenticate } from './identity/auth.ts'
import { remoteKeys } from './identity/remoteKeys.ts'
import { createUsersSeen } from './identity/usersSeen.ts'
import { createMetrics } from './metrics.ts'
import { createCommands } from './work/commands.ts'
import { createHandOver, keepBatches } from './work/handOver.ts'
import { createOnce } from './work/idempotency.ts'
import { createQueries } from './work/queries.ts'
import { startRounds } from './work/rounds.ts'
import { createSealer, sealAnswers } from './work/sealing.ts'
import { createSigner } from './work/signing.ts'
import { createStitcher } from './work/stitcher.ts'
import { createShowWork } from './work/work.ts'

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
    const seals = parseSealKeys(config.SEAL_KEYS)
    const showWork = createShowWork((sealed) => unseal(seals, sealed))
    const once = createOnce(sealAnswers(mongoIdempotencyStore(store.db), seals), now, log)
    const authenticate = createAuthenticate({
      keys: remoteKeys(new URL(config.AUTH_JWKS_URL)),
      issuer: config.AUTH_ISSUER,
      audience: config.AUTH_AUDIENCE,
      now,
      onVerified: createUsersSeen(bus.publisher, now, log),
    })
    const kept = bus.consume(
      signedInbox(keys, { queue: queues.gatewayBatches, prefetch: 20, subscriptions: keepBatches(batches) }),
    )
    const rounds = startRounds({ store: batches, stitcher, now, log })
    const broker = brokerPart(bus)
    const listeners = createListeners({
      read: createFeedReader(createReadFeeds(bus, sign)),
      most: config.EVENTS_MOST,
      mostOfOne: config.EVENTS_MOST_OF_ONE,
      retryMs: config.EVENTS_RETRY_MS,
      longestMs: config.EVENTS_LONGEST_MS,
      now,
      log,
    })
    listenToFeeds(bus, listeners, log)
    const app = await buildApp({
      authenticate,
      runCommand: createCommands({ stitcher, handOver, batches, once, sealer: createSealer(seals), showWork, log }),
      showWork,
      ask: createQueries(bus, sign),
      batches,
      listeners,
      ready: async () => {
        await broker.ready?.()
        await store.ping()
      },
      rateLimit: config.RATE_LIMIT,
      metrics: createMetrics(registry, { inHand: stitcher.size, listening: listeners.size }),
      onStopping: () => {
        stitcher.stop()
        listeners.stop()
      },
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
