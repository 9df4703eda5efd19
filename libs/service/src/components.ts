import type { Bus, Consumer } from '@gongdan/messaging'
import type { Event, Relay, Store } from '@gongdan/store'
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
  warnings: () => {
    const { consumed, parked } = bus.queueDepths()
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

const relayComponent = <S, E extends Event>({ lagMs, stop }: Pick<Relay<S, E>, 'lagMs' | 'stop'>): Component => ({
  name: 'relay',
  warnings: () =>
    lagMs() < LONG_LAG_MS ? [] : [`the oldest event has waited ${Math.round(lagMs() / 1_000)} s to be published`],
  stop,
})

export interface ServiceComponents<S, E extends Event> {
  readonly store: Pick<Store, 'ping' | 'close'>
  readonly bus: Pick<Bus, 'state' | 'queueDepths' | 'close'>
  /** Left out by a service that publishes no events of its own. */
  readonly relay?: Pick<Relay<S, E>, 'lagMs' | 'stop'>
  /** What else runs in the service; stopped after the consumers. */
  readonly others?: readonly Component[]
  readonly consumers: readonly Consumer[]
}

/**
 * The components of a service in the order in which they need each other. Stopped from the last on, the service
 * finishes what is in flight, makes one relay pass, flushes its confirms and closes (guarantees §3, SIGTERM).
 */
export const serviceComponents = <S, E extends Event>({
  store,
  bus,
  relay,
  others = [],
  consumers,
}: ServiceComponents<S, E>): readonly Component[] => [
  { name: 'database', ready: store.ping, stop: store.close },
  brokerComponent(bus),
  ...(relay === undefined ? [] : [relayComponent(relay)]),
  ...others,
  { name: 'consumers', stop: async () => void (await Promise.all(consumers.map((consumer) => consumer.stop()))) },
]
