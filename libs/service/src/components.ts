import type { Bus, Consumer } from '@gongdan/messaging'
import type { Relay, Store } from '@gongdan/store'
import type { Component } from './component.ts'

/** More messages than this in a queue are a backlog. */
const LONG_QUEUE = 1_000
/** The sweeper publishes within seconds what a crashed process left; an event that waits longer than this is stuck. */
const LONG_LAG_MS = 10_000

/** The broker as a component. Its warnings: an alarm, long queues, and parked messages. */
const brokerComponent = (bus: Pick<Bus, 'state' | 'queueDepths' | 'close'>): Component => ({
  name: 'broker',
  ready: () => {
    if (!bus.state().connected) throw new Error('the broker is not connected')
  },
  warnings: async () => {
    const { consumed, parked } = await bus.queueDepths()
    const alarm = bus.state().blocked ? ['the broker has an alarm and takes no messages'] : []
    const long = [...consumed].filter(([, count]) => count >= LONG_QUEUE)
    const waiting = [...parked].filter(([, count]) => count > 0)
    return [
      ...alarm,
      ...long.map(([queue, count]) => `messages waiting in ${queue}: ${count}`),
      ...waiting.map(([queue, count]) => `messages parked in ${queue}: ${count}`),
    ]
  },
  stop: bus.close,
})

/** The outboxes of a service as one component: its warning is of the event that has waited longest. */
const relayComponent = (relays: readonly Outbox[]): Component => ({
  name: 'relay',
  warnings: () => {
    const lagMs = Math.max(...relays.map((relay) => relay.lagMs()))
    return lagMs < LONG_LAG_MS ? [] : [`the oldest event has waited ${Math.round(lagMs / 1_000)} s to be published`]
  },
  stop: async () => void (await Promise.all(relays.map((relay) => relay.stop()))),
})

/** The relay of an aggregate. */
export type Outbox = Pick<Relay<never, never>, 'lagMs' | 'stop'>

export interface ServiceComponents {
  readonly store: Pick<Store, 'ping' | 'close'>
  readonly bus: Pick<Bus, 'state' | 'queueDepths' | 'close'>
  /** Of each aggregate whose events are published. */
  readonly relays?: readonly Outbox[]
  /** What else runs in the service; stopped after the consumers. */
  readonly others?: readonly Component[]
  readonly consumers: readonly Consumer[]
}

/**
 * The components of a service in the order in which they need each other. Stopped from the last on, the service
 * finishes what is in flight, makes one relay pass, flushes its confirms and closes (guarantees §3, SIGTERM).
 */
export const serviceComponents = ({
  store,
  bus,
  relays = [],
  others = [],
  consumers,
}: ServiceComponents): readonly Component[] => [
  { name: 'database', ready: store.ping, stop: store.close },
  brokerComponent(bus),
  ...(relays.length === 0 ? [] : [relayComponent(relays)]),
  ...others,
  { name: 'consumers', stop: async () => void (await Promise.all(consumers.map((consumer) => consumer.stop()))) },
]
