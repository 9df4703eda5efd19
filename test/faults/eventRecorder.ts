import { connect } from 'amqplib'
import { z } from 'zod'
import { type Findings, noFindings } from './historyCheck.ts'

/** Everything that is said of tickets on the bus, as one more subscriber would hear it. */
export interface EventRecorder {
  /** How often an event came that had come before. */
  repeated(): number
  /** Whether each entry of these histories was told, always under one id and in the same words. */
  compare(tickets: AsyncIterable<TicketHistory>): Promise<Findings>
  close(): Promise<void>
}

interface TicketHistory {
  readonly _id: string
  readonly history: readonly { readonly seq: number }[]
}

const TicketEvents = z.array(z.looseObject({ id: z.string(), ticketUuid: z.string(), seq: z.int() }))

export const recordEvents = async (amqpUrl: string): Promise<EventRecorder> => {
  const connection = await connect(amqpUrl)
  const channel = await connection.createChannel()
  const heard = new Map<string, Set<string>>()
  let repeated = 0
  const { queue } = await channel.assertQueue('', { exclusive: true })
  await channel.bindQueue(queue, 'events', 'ticket.#')
  await channel.consume(
    queue,
    (message) => {
      if (message === null) return
      for (const event of TicketEvents.parse(JSON.parse(message.content.toString()))) {
        const entry = `${event.ticketUuid} ${event.seq}`
        const told = heard.get(entry) ?? new Set()
        if (told.size > 0) repeated += 1
        heard.set(entry, told.add(JSON.stringify(event)))
      }
    },
    { noAck: true },
  )
  return {
    repeated: () => repeated,
    compare: async (tickets) => {
      const found = noFindings()
      const entries = new Set<string>()
      for await (const { _id, history } of tickets) for (const { seq } of history) entries.add(`${_id} ${seq}`)
      for (const entry of entries) if (!heard.has(entry)) found.lost.push(`the event of ${entry}`)
      for (const [entry, told] of heard) {
        if (!entries.has(entry)) found.unexpected.push(`an event of ${entry}`)
        if (told.size > 1) found.unexpected.push(`${entry} was told in ${told.size} ways`)
      }
      return found
    },
    close: () => connection.close(),
  }
}
