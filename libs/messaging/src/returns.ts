import type { Message } from 'amqplib/callback_api'
import type { Destination } from './publisher.ts'

/**
 * The messages a broker gave back and has yet to confirm. The same id may be under way twice (sent again after a
 * doubt), so they are counted.
 */
export const createReturns = () => {
  const counts = new Map<string, number>()
  return {
    put: ({ properties, fields }: Message) => {
      const key = keyOf(properties.messageId, fields)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    /** Whether this message came back; forgets one return of it. */
    take: (id: string, to: Destination): boolean => {
      if (counts.size === 0) return false
      const key = keyOf(id, to)
      const count = counts.get(key) ?? 0
      if (count > 1) counts.set(key, count - 1)
      else counts.delete(key)
      return count > 0
    },
    clear: () => counts.clear(),
  }
}

const keyOf = (id: string, { exchange, routingKey }: Destination) => `${id}\n${exchange}\n${routingKey}`
