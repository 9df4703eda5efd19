import type { Bus, Consumer } from '@gongdan/messaging'
import type { Fact, Relay, Store } from '@gongdan/store'
import type { Part } from './part.ts'

export interface WorkerNeeds {
  readonly store: Pick<Store, 'ping' | 'close'>
  readonly bus: Pick<Bus, 'state' | 'close'>
  /** Left out by who tells nobody of what it decides. */
  readonly relay?: Pick<Relay<Fact>, 'stop'>
  readonly consumers: readonly Consumer[]
  /** What else the service does by itself; stopped after the consumers. */
  readonly others?: readonly Part[]
}

/**
 * The parts of a service that consumes and keeps its own database, in the order in which they need each other: stopped from
 * the last on, it finishes what is in hand, makes one relay pass, flushes its confirms and closes (messaging §3, SIGTERM).
 */
export const workerParts = ({ store, bus, relay, consumers, others = [] }: WorkerNeeds): readonly Part[] => [
  { name: 'database', ready: store.ping, stop: store.close },
  {
    name: 'broker',
    ready: () => {
      if (!bus.state().connected) throw new Error('the broker is not connected')
    },
    stop: bus.close,
  },
  ...(relay === undefined ? [] : [{ name: 'relay', stop: relay.stop }]),
  ...others,
  { name: 'consumers', stop: async () => void (await Promise.all(consumers.map((consumer) => consumer.stop()))) },
]
