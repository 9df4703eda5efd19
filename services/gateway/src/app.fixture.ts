import { randomUUID } from 'node:crypto'
import type { Principal } from '@gongdan/contracts'
import { parsePrincipalKeys } from '@gongdan/messaging'
import { createLog, developmentPrincipalKeys, parseSealKeys, unseal } from '@gongdan/service'
import { afterEach, jest } from '@jest/globals'
import { memoryBatchStore, memoryIdempotencyStore } from './adapters/memoryStores.fixture.ts'
import { buildApp } from './app.ts'
import { createFeedReader } from './events/feedReader.ts'
import { createListeners } from './events/listeners.ts'
import { memoryFeeds } from './events/memoryFeeds.fixture.ts'
import type { Authenticate } from './identity/auth.ts'
import { memoryBus } from './memoryBus.fixture.ts'
import { createCommands } from './work/commands.ts'
import { createHandOver } from './work/handOver.ts'
import { createOnce } from './work/idempotency.ts'
import { createQueries } from './work/queries.ts'
import { createSealer, sealAnswers } from './work/sealing.ts'
import { createSigner } from './work/signing.ts'
import { createStitcher } from './work/stitcher.ts'
import { createShowWork } from './work/work.ts'

export const ann: Principal = {
  userUuid: 'ann',
  userName: 'Ann',
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roles: [{ uuid: 'acme', name: '租户管理员' }],
}
export const annsCaller = 'acme ann'

export const silent = createLog('gateway', 'silent')
export const sign = createSigner(parsePrincipalKeys(developmentPrincipalKeys))
const seals = parseSealKeys(`test:${Buffer.alloc(32, 1).toString('base64')}`)
const showWork = createShowWork((sealed) => unseal(seals, sealed))
export const uuid = (): string => randomUUID()

// A busy machine takes its time to make a server.
jest.setTimeout(30_000)

interface Options {
  readonly authenticate?: Authenticate
  readonly rateLimit?: number
  readonly ready?: () => Promise<void>
  readonly now?: () => number
}

const started: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((app) => app.close()))
})

/**
 * The gateway's HTTP side over a bus and stores in memory. Every request is Ann's, unless `authenticate` knows better.
 * Closed after the test.
 */
export const startGateway = async (options: Options = {}) => {
  const { bus, ...world } = memoryBus()
  const now = options.now ?? Date.now
  const batches = memoryBatchStore()
  const claims = memoryIdempotencyStore()
  const feeds = memoryFeeds()
  const stitcher = createStitcher(bus, sign, silent)
  const handOver = createHandOver(bus.publisher, batches, sign)
  const once = createOnce(sealAnswers(claims, seals), now, silent)
  const listeners = createListeners({
    read: createFeedReader(feeds.read),
    most: 100,
    mostOfOne: 3,
    retryMs: 2_000,
    longestMs: 3_600_000,
    now,
    log: silent,
  })
  feeds.onGrown(listeners.hear)
  const app = await buildApp({
    authenticate:
      options.authenticate ?? (() => ({ principal: ann, caller: annsCaller, expires: Number.POSITIVE_INFINITY })),
    runCommand: createCommands({
      stitcher,
      handOver,
      batches,
      once,
      sealer: createSealer(seals),
      showWork,
      log: silent,
    }),
    showWork,
    ask: createQueries(bus, sign),
    batches,
    listeners,
    ready: options.ready ?? (async () => {}),
    rateLimit: options.rateLimit ?? 10_000,
    metrics: { observe: () => {} },
    onStopping: () => {
      stitcher.stop()
      listeners.stop()
    },
    log: silent,
  })
  started.push(app)

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
    listeners,
    ...world,
  }
}
