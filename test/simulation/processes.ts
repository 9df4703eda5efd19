import { exchanges, queues, topology } from '@gongdan/contracts'
import { type Bus, openBus, type Topology } from '@gongdan/messaging'
import { startWorker } from '@gongdan/scheduling'
import { createLog, parseSealKeys, serviceComponents, serviceQueue } from '@gongdan/service'
import { Relay, type Store } from '@gongdan/store'
import { makeServiceKeys } from '../../deploy/local/serviceKeys.ts'
import {
  BatchMessage,
  batchMessage,
  batchRecovery,
  createCommands,
  createIdempotently,
  createInTurn,
  createOpenSecret,
  createPersistBatch,
  createRenderBatch,
  createSealer,
  createSigner,
  createStitcher,
  createTurnsOf,
  createWaitingRoom,
  mongoBatchStore,
  mongoIdempotencyStore,
  type RunCommand,
  sealAnswers,
  storeBatches,
  usualRoom,
} from '../../services/gateway/src/public.ts'
import {
  createComments,
  createDelegations,
  createPeople,
  createTicketStore,
  eventOf,
  subscriptions,
  ticketAggregate,
  ticketsOf,
} from '../../services/ticket/src/public.ts'
import { peersIn } from '../support/peersIn.ts'
import type { FaultInjector } from './faultInjector.ts'
import type { Lifetime } from './lifetime.ts'
import type { Broker } from './models/broker.ts'
import { modelDb } from './models/collection.ts'
import type { Database } from './models/database.ts'
import { brokerWire, databaseWire } from './wires.ts'

/** What the processes of one seed share: the world outside them. */
export interface World {
  readonly faultInjector: FaultInjector
  readonly broker: Broker
  /** One replica set, a name each for what is in two databases otherwise. */
  readonly database: Database
}

/** A running process. `cut` breaks its connections to the broker; `stop` is what SIGTERM does. */
export interface Process<T> {
  readonly life: Lifetime
  readonly does: T
  cut(): void
  stop(): Promise<void>
}

const log = createLog('simulation', 'silent')
const peers = peersIn(makeServiceKeys('simulation'))
const seals = parseSealKeys(`simulation:${Buffer.alloc(32, 1).toString('base64')}`)
const renderBatch = createRenderBatch(createOpenSecret(seals))
const used = [queues.ticketCommands, queues.gatewayBatches, queues.notificationEvents]
const belongs = (name: string) => used.some((queue) => name === queue)
/** The product's topology without the queues that these processes do not use. */
const corner: Topology = {
  ...topology,
  retryDelays: [1_000, 5_000, 30_000],
  exchanges: topology.exchanges.filter(({ name }) => name !== 'live'),
  queues: topology.queues.filter(({ name }) => belongs(name) || name === 'parking' || name === 'unroutable'),
}

const connect = async ({ faultInjector, broker, database }: World, life: Lifetime) => {
  const wire = brokerWire(faultInjector, broker, life)
  const db = modelDb(database, databaseWire(faultInjector, database, life))
  // There are no transactions here, and no health checks.
  const store = { db, ping: async () => {}, close: async () => {} } as unknown as Store
  const bus = await openBus({
    url: 'amqp://broker',
    service: life.name,
    topology: corner,
    log,
    connect: wire.connect as never,
  })
  return { bus, store, cut: wire.cut }
}

const stopAll = async (parts: readonly { stop?(): unknown }[]) => {
  for (const part of parts.toReversed()) await part.stop?.()
}

/** A process of the ticket service, wired as its main.ts does, but for definitions and the queues of other events. */
export const startTicketProcess = async (world: World, life: Lifetime): Promise<Process<undefined>> => {
  const { bus, store, cut } = await connect(world, life)
  const relay = new Relay({
    aggregate: ticketAggregate,
    documents: ticketsOf(store),
    eventOf,
    publish: (routingKey, events) =>
      bus.publisher.publish({ exchange: exchanges.events, routingKey }, peers.ticket.signEvents(events)),
    now: Date.now,
    log,
  })
  const { tickets, execute, claims } = createTicketStore(store, relay.send)
  relay.start()
  const imageGuard = { tagKey: null, trustsTenants: true }
  const definitions = {
    find: async () => new Map(),
    rolesOf: async () => [],
    define: async () => {},
    remove: async () => {},
  }
  const consumers = subscriptions({
    withheld: () => {},
    execute,
    // The tickets here ask for no image.
    tickets: { ...tickets, infosOf: async () => new Map() },
    definitions,
    people: createPeople(store),
    comments: createComments(store, () => {}),
    // The model of the database knows no pipelines.
    delegations: { ...createDelegations(store, () => {}), absentOf: async () => new Map() },
    imageGuard,
    imageChecks: { verdictOn: () => 'unknown', ask: async () => {} },
    fulfilledTypes: new Set(),
    claims,
    peers: peers.ticket,
    publicKeys: [],
    prefetch: 20,
    maxBatch: 100,
  })
    .filter(({ queue }) => belongs(queue))
    .map((options) => bus.consume(options))
  const parts = serviceComponents({ store, bus, relays: [relay], consumers })
  return { life, does: undefined, cut, stop: () => stopAll(parts) }
}

/** What clients have of a gateway. */
export type Gateway = RunCommand

/** A process of the gateway, wired as its main.ts does, but for HTTP and identity. */
export const startGatewayProcess = async (world: World, life: Lifetime): Promise<Process<Gateway>> => {
  const { bus, store, cut } = await connect(world, life)
  const sign = createSigner(peers.gateway)
  const inTurn = createInTurn()
  const batches = mongoBatchStore(store.db, peers.gateway.own('batches'), log)
  const stitcher = createStitcher({
    bus,
    peers: peers.gateway,
    turnsOf: createTurnsOf(() => 1),
    onParked: (correlationId, type) => void batches.noteParked(correlationId, type).catch(() => {}),
    log,
  })
  const persistBatch = createPersistBatch(bus.publisher, batches, sign, inTurn)
  const idempotently = createIdempotently(sealAnswers(mongoIdempotencyStore(store.db), seals), Date.now, log)
  const consumer = consumeBatches(bus, store)
  const recovery = startWorker({ lanes: [batchRecovery({ store: batches, stitcher, now: Date.now })], log })
  const run = createCommands({
    stitcher,
    persistBatch,
    batches,
    idempotently,
    sealerOf: createSealer(seals),
    renderBatch,
    inTurn,
    waitingRoom: createWaitingRoom(usualRoom),
    storedBytes: { refusalOf: () => null, add: () => {} },
    log,
  })
  const parts = [{ stop: bus.close }, { stop: consumer.stop }, { stop: recovery.stop }, { stop: stitcher.stop }]
  return { life, does: run, cut, stop: () => stopAll(parts) }
}

const consumeBatches = (bus: Bus, store: Store) =>
  bus.consume(
    serviceQueue(peers.gateway, {
      queue: queues.gatewayBatches,
      prefetch: 20,
      messages: { [batchMessage]: BatchMessage },
      handlers: { [batchMessage]: storeBatches(mongoBatchStore(store.db, peers.gateway.own('batches'), log)) },
    }),
  )
