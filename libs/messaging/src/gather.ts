import { portionsOf } from '@gongdan/scheduling'
import { bundleOf } from './bundle.ts'
import type { OutMessage } from './message.ts'
import type { Destination, Publisher } from './publisher.ts'
import { repliesExchange } from './topology.ts'

const mostBytes = 64 * 1024

/** So few, so that what many ask for at once is spread over the processes of a service; a queue of replies has one process. */
const mostFor = ({ exchange }: Destination) => (exchange === repliesExchange ? 100 : 32)

interface Gathered {
  readonly message: OutMessage
  readonly resolve: () => void
  readonly reject: (fault: unknown) => void
}

/**
 * A publisher whose messages for one destination go together, as bundles, when they are published in the same turn of the event
 * loop, or in the one after where there are several (decision 2). There is no timer, and one that is alone goes as it is, at the end
 * of its turn. Each call is answered as `publish` answers for its bundle.
 */
export const gather = (publisher: Pick<Publisher, 'publish'>): Pick<Publisher, 'publish'> => {
  let gathered = new Map<string, { readonly to: Destination; readonly messages: Gathered[] }>()
  let count = 0

  const publishTogether = async (to: Destination, bundle: readonly Gathered[]): Promise<void> => {
    const messages = bundle.map(({ message }) => message)
    const [first] = messages
    if (first === undefined) return
    try {
      await publisher.publish(to, messages.length === 1 ? first : bundleOf(messages))
      for (const { resolve } of bundle) resolve()
    } catch (fault) {
      for (const { reject } of bundle) reject(fault)
    }
  }

  const publishAll = () => {
    const due = gathered
    gathered = new Map()
    count = 0
    for (const { to, messages } of due.values()) {
      const bundles = portionsOf(messages, ({ message }) => message.body.length, {
        most: mostFor(to),
        mostBytes,
      })
      for (const bundle of bundles) void publishTogether(to, bundle)
    }
  }

  /** Where several came, more are on their way. */
  const endOfTurn = () => (count > 1 ? setImmediate(publishAll) : publishAll())

  return {
    publish: (to, message) =>
      new Promise((resolve, reject) => {
        if (count === 0) setImmediate(endOfTurn)
        count += 1
        const { replyTo, headers = {}, proof } = message
        const key = JSON.stringify([to.exchange, to.routingKey, replyTo, Object.keys(headers), proof?.receiver])
        const alike = gathered.get(key) ?? { to, messages: [] }
        alike.messages.push({ message, resolve, reject })
        gathered.set(key, alike)
      }),
  }
}
