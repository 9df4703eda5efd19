import type { Bus } from '@gongdan/messaging'
import type { Part } from './part.ts'

/** So many messages in a queue are more than its consumers work off at once. */
const longQueue = 1_000

/** The broker as a part of a service. Its troubles: an alarm, long queues, and messages that wait for a person. */
export const brokerPart = (bus: Pick<Bus, 'state' | 'queueDepths' | 'close'>): Part => ({
  name: 'broker',
  ready: () => {
    if (!bus.state().connected) throw new Error('the broker is not connected')
  },
  troubles: () => {
    const { consumed, parked } = bus.queueDepths()
    const alarm = bus.state().blocked ? ['the broker has an alarm and takes no messages'] : []
    const long = [...consumed].filter(([, count]) => count >= longQueue)
    const left = [...parked].filter(([, count]) => count > 0)
    return [
      ...alarm,
      ...long.map(([queue, count]) => `messages waiting in ${queue}: ${count}`),
      ...left.map(([queue, count]) => `messages waiting for a person in ${queue}: ${count}`),
    ]
  },
  stop: bus.close,
})
