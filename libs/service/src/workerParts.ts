import type { Bus, Consumer } from '@gongdan/messaging'
import type { Fact, Relay, Store } from '@gongdan/store'
import { brokerPart } from './brokerPart.ts'
import type { Part } from './part.ts'

/** The sweeper sends after 2 s what a crashed process left; an event that waits for longer than this does not get out. */
const longLagMs = 10_000

export interface WorkerNeeds {
  readonly store: Pick<Store, 'ping' | 'close'>
  readonly bus: Pick<Bus, 'state' | 'queueDepths' | 'close'>
  /** Left out by who tells nobody of what it decides. */
  readonly relay?: Pick<Relay<Fact>, 'lagMs' | 'stop'>
  readonly consumers: readonly Consumer[]
  /** What else the service does by itself; stopped after the consumers. */
  readonly others?: readonly Part[]
}

const lagTroubles = (ms: number) =>
  ms < longLagMs ? [] : [`the oldest event has waited ${Math.round(ms / 1_000)} s to be sent`]

/**
 * The parts of a service that consumes and keeps its own database, in the order in which they need each other: stopped from
 * the last on, it finishes what is in hand, makes one relay pass, flushes its confirms and closes (messaging §3, SIGTERM).
 */
export const workerParts = ({ store, bus, relay, consumers, others = [] }: WorkerNeeds): readonly Part[] => [
  { name: 'database', ready: store.ping, stop: store.close },
  brokerPart(bus),
  ...(relay === undefined ? [] : [{ name: 'relay', troubles: () => lagTroubles(relay.lagMs()), stop: relay.stop }]),
  ...others,
  { name: 'consumers', stop: async () => void (await Promise.all(consumers.map((consumer) => consumer.stop()))) },
]
