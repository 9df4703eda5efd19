import { randomUUID } from 'node:crypto'
import { queues } from '@gongdan/contracts'
import { startWorker } from '@gongdan/scheduling'
import { parseSealKeys, serviceQueue, startService } from '@gongdan/service'
import { mongoBatchStore } from './adapters/batchStore.ts'
import { mongoIdempotencyStore } from './adapters/idempotencyStore.ts'
import { mongoLivingGateways } from './adapters/livingGateways.ts'
import { mongoStoredBytesStore } from './adapters/storedBytesStore.ts'
import { createCommands } from './batch/commands.ts'
import { startHeartbeat } from './batch/heartbeat.ts'
import { createIdempotently } from './batch/idempotency.ts'
import { createInTurn } from './batch/largeWork.ts'
import { BatchMessage, batchMessage, createPersistBatch, storeBatches } from './batch/persistBatch.ts'
import { createQueries } from './batch/queries.ts'
import { batchRecovery } from './batch/recovery.ts'
import { createRenderBatch } from './batch/renderBatch.ts'
import { createOpenSecret, createSealer, sealAnswers } from './batch/sealing.ts'
import { createSigner } from './batch/signing.ts'
import { createStitcher } from './batch/stitcher.ts'
import { createStoredBytes } from './batch/storedBytes.ts'
import { createTurnsOf } from './batch/turns.ts'
import { createWaitingRoom, usualRoom } from './batch/waitingRoom.ts'
import { claimPathsOf, consoleOptionsOf, GatewayConfig } from './config.ts'
import { addDocs } from './http/docs.ts'
import { createRateLimit } from './http/rateLimit.ts'
import { buildApp } from './http/server.ts'
import { createAuthenticate } from './identity/auth.ts'
import { remoteKeys } from './identity/remoteKeys.ts'
import { createUsersSeen } from './identity/usersSeen.ts'
import { createFeedReader, createReadFeeds, listenToFeeds } from './live/feedClient.ts'
import { createLiveHub } from './live/hub.ts'
import { createMetrics } from './metrics.ts'

const now = Date.now

await startService({
  name: 'gateway',
  config: GatewayConfig,
  start: async ({ config, log, registry, store, bus, peers }) => {
    const seals = parseSealKeys(config.SEAL_KEYS)
    const sign = createSigner(peers)
    const inTurn = createInTurn()
    const batches = mongoBatchStore(store.db, peers.own('batches'), log, inTurn)
    const storedBytes = createStoredBytes({
      most: config.STORED_BYTES_A_DAY,
      store: mongoStoredBytesStore(store.db),
      now,
    })
    const living = mongoLivingGateways(store.db, randomUUID())
    const heartbeat = startHeartbeat({ living, exchange: storedBytes.exchange, log })
    const turnsOf = createTurnsOf(heartbeat.gateways)
    const stitcher = createStitcher({
      bus,
      peers,
      turnsOf,
      onParked: (correlationId, type) => {
        batches
          .noteParked(correlationId, type)
          .catch((err) => log.warn({ err, correlationId }, 'parked message not noted'))
      },
      log,
    })
    const renderBatch = createRenderBatch(createOpenSecret(seals))
    const recovery = startWorker({ lanes: [batchRecovery({ store: batches, stitcher, now })], log })
    const hub = createLiveHub({
      read: createFeedReader(createReadFeeds(bus, peers)),
      maxStreams: config.EVENTS_MOST,
      maxStreamsPerUser: config.EVENTS_MOST_OF_ONE,
      retryMs: config.EVENTS_RETRY_MS,
      maxAgeMs: config.EVENTS_LONGEST_MS,
      now,
      log,
    })
    listenToFeeds(bus, peers, hub, log)
    const app = await buildApp({
      addDocs,
      authenticate: createAuthenticate({
        keys: remoteKeys(new URL(config.AUTH_JWKS_URL)),
        issuer: config.AUTH_ISSUER,
        audience: config.AUTH_AUDIENCE,
        claims: claimPathsOf(config),
        maxTtlSeconds: config.AUTH_MAX_TTL,
        now,
        onVerified: createUsersSeen(bus.publisher, peers, now, log),
      }),
      runCommand: createCommands({
        stitcher,
        persistBatch: createPersistBatch(bus.publisher, batches, sign, inTurn),
        batches,
        idempotently: createIdempotently(sealAnswers(mongoIdempotencyStore(store.db), seals), now, log),
        sealerOf: createSealer(seals),
        renderBatch,
        inTurn,
        waitingRoom: createWaitingRoom(usualRoom),
        storedBytes,
        log,
      }),
      runQuery: createQueries(bus, peers, turnsOf),
      batches,
      renderBatch,
      inTurn,
      hub,
      ready: async () => {
        if (!bus.state().connected) throw new Error('the broker is not connected')
        await store.ping()
      },
      rateLimit: createRateLimit({
        perSecond: config.RATE_LIMIT,
        burst: config.RATE_BURST,
        gateways: heartbeat.gateways,
        now,
      }),
      corsOrigins: config.CORS_ORIGINS,
      console: consoleOptionsOf(config),
      maxConnections: config.CONNECTIONS_MOST,
      observe: createMetrics(registry, { pendingItems: stitcher.size, openStreams: hub.size }),
      onStopping: () => {
        stitcher.stop()
        hub.stop()
      },
      log,
    })
    await app.listen({ port: config.PORT, host: config.HOST })
    return {
      queues: [
        serviceQueue(peers, {
          queue: queues.gatewayBatches,
          // One may have 10,000 commands: two at once would be read in one go.
          prefetch: 1,
          messages: { [batchMessage]: BatchMessage },
          handlers: { [batchMessage]: storeBatches(batches) },
        }),
      ],
      components: [
        { name: 'heartbeat', stop: heartbeat.stop },
        { name: 'batch recovery', stop: recovery.stop },
        { name: 'server', stop: () => app.close() },
      ],
    }
  },
})
