import { connect } from 'amqplib'

/** The test's own look at the broker. */
export interface Queues {
  /** How many messages wait in each of these queues. */
  waiting(names: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** How many consumers each of these queues has. */
  consumers(names: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** What lies in a queue, one line a message; all of it stays there. */
  look(name: string): Promise<readonly string[]>
  close(): Promise<void>
}

export const openQueues = async (amqpUrl: string): Promise<Queues> => {
  const connection = await connect(amqpUrl)
  const channel = await connection.createChannel()
  // A queue that is not there closes the channel; the call that asked for it rejects.
  for (const it of [connection, channel]) it.on('error', () => {})
  return {
    waiting: async (names) => {
      const found = new Map<string, number>()
      for (const name of names) found.set(name, (await channel.checkQueue(name)).messageCount)
      return found
    },
    consumers: async (names) => {
      const found = new Map<string, number>()
      for (const name of names) found.set(name, (await channel.checkQueue(name)).consumerCount)
      return found
    },
    look: async (name) => {
      const lines: string[] = []
      for (let message = await channel.get(name); message; message = await channel.get(name)) {
        const { type, headers } = message.properties
        lines.push(`${type} ${JSON.stringify(headers)}`)
      }
      // What was looked at and not acknowledged is back once the channel is gone.
      return lines
    },
    close: () => connection.close(),
  }
}
