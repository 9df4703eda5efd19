import { randomUUID } from 'node:crypto'
import type { Principal } from '@gongdan/contracts'
import { createLog, createPeers, developmentKeys, type Peers, parseSealKeys } from '@gongdan/service'
import type { Logger } from 'pino'
import { createCommands } from '../src/batch/commands.ts'
import { createIdempotently } from '../src/batch/idempotency.ts'
import { createInTurn } from '../src/batch/largeWork.ts'
import { createPersistBatch } from '../src/batch/persistBatch.ts'
import { createQueries } from '../src/batch/queries.ts'
import { createRenderBatch } from '../src/batch/renderBatch.ts'
import { createOpenSecret, createSealer, sealAnswers } from '../src/batch/sealing.ts'
import { createSigner } from '../src/batch/signing.ts'
import { createStitcher } from '../src/batch/stitcher.ts'
import { createStoredBytes } from '../src/batch/storedBytes.ts'
import { createTurnsOf } from '../src/batch/turns.ts'
import { createWaitingRoom, usualRoom, type WaitingRoomLimits } from '../src/batch/waitingRoom.ts'
import type { ConsoleOptions } from '../src/http/console.ts'
import { createRateLimit } from '../src/http/rateLimit.ts'
import { buildApp } from '../src/http/server.ts'
import type { Authenticate } from '../src/identity/auth.ts'
import { createFeedReader } from '../src/live/feedClient.ts'
import { createLiveHub } from '../src/live/hub.ts'
import { memoryBus } from './memoryBus.ts'
import { memoryFeeds } from './memoryFeeds.ts'
import { memoryBatchStore, memoryIdempotencyStore } from './memoryStores.ts'

export const ann: Principal = {
  userUuid: 'ann',
  userName: 'Ann',
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roles: [{ uuid: 'acme', name: '租户管理员' }],
}
export const annsCaller = 'acme ann'

export const silent = createLog('gateway', 'silent')
const { SERVICE_KEY: serviceKey, PEER_KEYS: peerKeys } = developmentKeys('gateway')
export const peers: Peers = createPeers({ service: 'gateway', serviceKey, peerKeys })
const sign = createSigner(peers)
const seals = parseSealKeys(`test:${Buffer.alloc(32, 1).toString('base64')}`)
const renderBatch = createRenderBatch(createOpenSecret(seals))
export const uuid = (): string => randomUUID()

interface Options {
  /** With the pages that describe the API: they take longer to make than all the rest. */
  readonly docs?: boolean
  readonly authenticate?: Authenticate
  /** Requests a second, and as many at once; 0 for no limit. */
  readonly rateLimit?: number
  readonly storedBytesADay?: number
  readonly room?: WaitingRoomLimits
  readonly ready?: () => Promise<void>
  readonly now?: () => number
  readonly log?: Logger
  readonly corsOrigins?: readonly string[]
  readonly console?: Partial<ConsoleOptions>
  /** The test closes it, not the end of its first test. */
  readonly kept?: true
}

const started: { close(): Promise<unknown> }[] = []

/** Closes what `startGateway` has started; every file that starts some calls it after each test. */
export const closeGateways = async (): Promise<void> => {
  await Promise.all(started.splice(0).map((app) => app.close()))
}

/**
 * The gateway's HTTP side over a bus and stores in memory. Every request is Ann's, unless `authenticate` knows better.
 */
export const startGateway = async (options: Options = {}) => {
  const { bus, ...world } = memoryBus()
  const { now = Date.now, log = silent } = options
  const batches = memoryBatchStore()
  const claims = memoryIdempotencyStore()
  const feeds = memoryFeeds()
  const turnsOf = createTurnsOf(() => 1)
  const inTurn = createInTurn()
  const onParked = (correlationId: string, type: string) => void batches.noteParked(correlationId, type)
  const stitcher = createStitcher({ bus, peers, turnsOf, onParked, log })
  const { rateLimit = 0, storedBytesADay = 0 } = options
  const hub = createLiveHub({
    read: createFeedReader(feeds.read),
    maxStreams: 100,
    maxStreamsPerUser: 3,
    retryMs: 2_000,
    maxAgeMs: 3_600_000,
    now,
    log,
  })
  feeds.onGrown(hub.onUpdates)
  const app = await buildApp({
    addDocs: async (server) => {
      if (options.docs) await (await import('../src/http/docs.ts')).addDocs(server)
    },
    authenticate:
      options.authenticate ?? (() => ({ principal: ann, caller: annsCaller, expires: Number.POSITIVE_INFINITY })),
    runCommand: createCommands({
      stitcher,
      persistBatch: createPersistBatch(bus.publisher, batches, sign, inTurn),
      batches,
      idempotently: createIdempotently(sealAnswers(claims, seals), now, log),
      sealerOf: createSealer(seals),
      renderBatch,
      inTurn,
      waitingRoom: createWaitingRoom(options.room ?? usualRoom),
      storedBytes: createStoredBytes({ most: storedBytesADay, store: { add: async (_day, bytes) => bytes }, now }),
      log,
    }),
    renderBatch,
    inTurn,
    runQuery: createQueries(bus, peers, turnsOf, now),
    batches,
    hub,
    ready: options.ready ?? (async () => {}),
    rateLimit: createRateLimit({ perSecond: rateLimit, burst: Math.max(1, rateLimit), gateways: () => 1, now }),
    observe: () => {},
    corsOrigins: options.corsOrigins ?? [],
    console: {
      directory: '',
      frames: [],
      issuer: 'https://issuer.example/realms/acme',
      clientId: 'gongdan-console',
      scope: 'openid profile',
      isDevelopment: false,
      ...options.console,
    },
    maxConnections: 1_000,
    onStopping: () => {
      stitcher.stop()
      hub.stop()
    },
    log,
  })
  if (options.kept === undefined) started.push(app)

  type Headers = Readonly<Record<string, string>>
  const json = { 'content-type': 'application/json' }
  return {
    app,
    post: (url: string, payload: object | string, headers: Headers = {}) =>
      app.inject({ method: 'POST', url, payload, headers: { ...json, ...headers } }),
    get: (url: string, headers: Headers = {}) => app.inject({ method: 'GET', url, headers }),
    /** As old clients ask: by GET with a JSON body. */
    getWithBody: (url: string, payload: object | string) => app.inject({ method: 'GET', url, payload, headers: json }),
    stitcher,
    batches,
    claims,
    feeds,
    hub,
    ...world,
  }
}
