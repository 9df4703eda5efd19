import { exchanges, topology } from '@gongdan/contracts'
import { type Bus, type ConsumeOptions, openBus } from '@gongdan/messaging'
import { connect, type Event, Relay, type RelayOptions, type Store } from '@gongdan/store'
import { Gauge, Registry } from 'prom-client'
import type { z } from 'zod'
import type { Component } from './component.ts'
import { type Outbox, serviceComponents } from './components.ts'
import { type baseConfig, readConfig } from './config.ts'
import { runService } from './lifecycle.ts'
import { createLog, type Logger } from './log.ts'
import { createPeers, type Peers } from './peers.ts'

type BaseSchema = z.ZodObject<typeof baseConfig>

/** What a service is wired from. */
export interface ServiceDeps<C> {
  readonly config: C
  readonly log: Logger
  readonly registry: Registry
  /** The service's own database. */
  readonly store: Store
  readonly bus: Bus
  /** Proves what this service says, and checks what others say. */
  readonly peers: Peers
  /** Starts the outbox of an aggregate: its events go to the exchange of events under their type. Once an aggregate. */
  startRelay<S, E extends Event>(options: ServiceRelayOptions<S, E>): Relay<S, E>
}

export type ServiceRelayOptions<S, E extends Event> = Pick<
  RelayOptions<S, E>,
  'aggregate' | 'documents' | 'eventOf'
> & {
  /** Called with the type of events that the exchange has confirmed, and how many they are. */
  readonly onPublished?: (type: string, count: number) => void
}

export interface ServiceOptions<S extends BaseSchema> {
  readonly name: string
  /** What the service reads from the environment. */
  readonly config: S
  /**
   * Wires the service: the queues that it consumes, and what else runs in it, in the order in which they need each
   * other.
   */
  start(deps: ServiceDeps<z.infer<S>>): Promise<{
    readonly queues: readonly ConsumeOptions[]
    readonly components?: readonly Component[]
  }>
}

/**
 * A service from its start to its end: reads the configuration, connects to the database and the broker, lets `start`
 * wire the rest and consumes. Lives and ends as `runService` says.
 */
export const startService = async <S extends BaseSchema>({
  name,
  config: schema,
  start,
}: ServiceOptions<S>): Promise<void> => {
  const config = readConfig(schema)
  const log = createLog(name, config.LOG_LEVEL)
  const registry = new Registry()
  await runService({
    name,
    log,
    adminHost: config.ADMIN_HOST,
    adminPort: config.ADMIN_PORT,
    registry,
    tracesTo: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    start: async () => {
      const { SERVICE_KEY: serviceKey, PEER_KEYS: peerKeys } = config
      const peers = createPeers({ service: name, serviceKey, peerKeys })
      const store = await connect(config.MONGODB_URL, name)
      const bus = await openBus({ url: config.AMQP_URL, service: name, topology, log, metrics: registry })
      const relays: Outbox[] = []
      let keepLag: ((ms: number) => void) | undefined
      const startRelay = <S, E extends Event>({ onPublished, ...options }: ServiceRelayOptions<S, E>): Relay<S, E> => {
        const relay = new Relay<S, E>({
          ...options,
          publish: async (type, events) => {
            await bus.publisher.publish({ exchange: exchanges.events, routingKey: type }, peers.signEvents(events))
            onPublished?.(type, events.length)
          },
          onLag: () => keepLag?.(Math.max(...relays.map(({ lagMs }) => lagMs()))),
          now: Date.now,
          log,
        })
        keepLag ??= keepRelayLag(registry)
        relays.push(relay)
        relay.start()
        return relay
      }
      const { queues, components = [] } = await start({ config, log, registry, store, bus, peers, startRelay })
      const consumers = queues.map((queue) => bus.consume(queue))
      return serviceComponents({ store, bus, relays, others: components, consumers })
    },
  })
}

/** Keeps `relay_lag_seconds`; takes what each sweep of a relay finds, in milliseconds. */
const keepRelayLag = (registry: Registry): ((ms: number) => void) => {
  const lag = new Gauge({
    name: 'relay_lag_seconds',
    help: 'Age of the oldest event that is not published yet; 0 while none is older than the relay lets them become',
    registers: [registry],
  })
  return (ms) => lag.set(ms / 1_000)
}
