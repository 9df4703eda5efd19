import { exchanges, queues, topology } from '@gongdan/contracts'
import { type Bus, openBus, parsePrincipalKeys, type Topology } from '@gongdan/messaging'
import {
  createLog,
  developmentPrincipalKeys,
  parseSealKeys,
  serviceComponents,
  signedQueue,
  unseal,
} from '@gongdan/service'
import { Relay, type Store } from '@gongdan/store'
import { mongoBatchStore } from '../../services/gateway/src/adapters/batchStore.ts'
import { mongoIdempotencyStore } from '../../services/gateway/src/adapters/idempotencyStore.ts'
import { createCommands } from '../../services/gateway/src/work/commands.ts'
import { createHandOver, keepBatches } from '../../services/gateway/src/work/handOver.ts'
import { createOnce } from '../../services/gateway/src/work/idempotency.ts'
import { startRounds } from '../../services/gateway/src/work/rounds.ts'
import { createSealer, sealAnswers } from '../../services/gateway/src/work/sealing.ts'
import { createSigner } from '../../services/gateway/src/work/signing.ts'
import { createStitcher } from '../../services/gateway/src/work/stitcher.ts'
import { createShowWork } from '../../services/gateway/src/work/work.ts'
import {
  createTicketStore,
  eventOf,
  subscriptions,
  ticketAggregate,
  ticketsOf,
} from '../../services/ticket/src/public.ts'
import type { Fate } from './fate.ts'
import type { Life } from './life.ts'
import type { Broker } from './models/broker.ts'
import { modelDb } from './models/collection.ts'
import type { Database } from './models/database.ts'
import { brokerWire, databaseWire } from './wires.ts'

/** What the processes of one seed share: the world outside them. */
export interface World {
  readonly fate: Fate
  readonly broker: Broker
  /** One replica set, a name each for what is in two databases otherwise. */
  readonly database: Database
}

/** A running process. `cut` breaks its connections to the broker; `stop` is what SIGTERM does. */
export interface Process<T> {
  readonly life: Life
  readonly does: T
  cut(): void
  stop(): Promise<void>
}

const log = createLog('simulation', 'silent')
const keys = parsePrincipalKeys(developmentPrincipalKeys)
const seals = parseSealKeys(`simulation:${Buffer.alloc(32, 1).toString('base64')}`)
const showWork = createShowWork((sealed) => unseal(seals, sealed))
const used = [queues.ticketCommands, queues.gatewayBatches, queues.notificationEvents]
const belongs = (name: string) => used.some((queue) => name === queue)
/** The broker as it is, without the queues that nobody here has to do with. */
const corner: Topology = {
  ...topology,
  retryDelays: [1_000, 5_000, 30_000],
  exchanges: topology.exchanges.filter(({ name }) => name !== 'live'),
  queues: topology.queues.filter(({ name }) => belongs(name) || name === 'parking' || name === 'unroutable'),
}

const connect = async ({ fate, broker, database }: World, life: Life) => {
  const wire = brokerWire(fate, broker, life)
  const db = modelDb(database, databaseWire(fate, database, life))
  // There are no transactions here, and nobody asks after the database's health.
  const store = { db, ping: async () => {}, close: async () => {} } as unknown as Store
  const bus = await openBus({
    url: 'amqp://broker',
    service: life.name,
    topology: corner,
    log,
    countEveryMs: 60_000,
    connect: wire.connect as never,
  })
  return { bus, store, cut: wire.cut }
}

const stopAll = async (parts: readonly { stop?(): unknown }[]) => {
  for (const part of parts.toReversed()) await part.stop?.()
}

/** A process of the ticket service, wired as its main.ts does, but for definitions and the queues of other events. */
export const startTicketProcess = async (world: World, life: Life): Promise<Process<undefined>> => {
  const { bus, store, cut } = await connect(world, life)
  const relay = new Relay({
    aggregate: ticketAggregate,
    documents: ticketsOf(store),
    eventOf,
    publish: (event) => bus.publisher.publish({ exchange: exchanges.events, routingKey: event.type }, event),
    now: Date.now,
    log,
  })
  const ticketStore = createTicketStore(store, relay.send)
  relay.start()
  const definitions = { find: async () => new Map(), define: async () => {}, remove: async () => {} }
  const consumers = subscriptions({ ...ticketStore, definitions, keys, prefetch: 20, maxBatch: 100 })
    .filter(({ queue }) => belongs(queue))
    .map((options) => bus.consume(options))
  const parts = serviceComponents({ store, bus, relay, consumers })
  return { life, does: undefined, cut, stop: () => stopAll(parts) }
}

/** What clients have of a gateway. */
export type Gateway = ReturnType<typeof createCommands>

/** A process of the gateway, wired as its main.ts does, but for HTTP and identity. */
export const startGatewayProcess = async (world: World, life: Life): Promise<Process<Gateway>> => {
  const { bus, store, cut } = await connect(world, life)
  const sign = createSigner(keys)
  const stitcher = createStitcher(bus, sign, log)
  const batches = mongoBatchStore(store.db)
  const handOver = createHandOver(bus.publisher, batches, sign)
  const once = createOnce(sealAnswers(mongoIdempotencyStore(store.db), seals), Date.now, log)
  const kept = consumeBatches(bus, store)
  const rounds = startRounds({ store: batches, stitcher, now: Date.now, log })
  const run = createCommands({ stitcher, handOver, batches, once, sealer: createSealer(seals), showWork, log })
  const parts = [{ stop: bus.close }, { stop: kept.stop }, { stop: rounds.stop }, { stop: stitcher.stop }]
  return { life, does: run, cut, stop: () => stopAll(parts) }
}

const consumeBatches = (bus: Bus, store: Store) =>
  bus.consume(
    signedQueue(keys, {
      queue: queues.gatewayBatches,
      prefetch: 20,
      subscriptions: keepBatches(mongoBatchStore(store.db)),
    }),
  )
