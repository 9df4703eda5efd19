import { readFile } from 'node:fs/promises'
import { type AggregateDocument, connect as connectStore } from '@gongdan/store'
import { connect as connectBroker } from 'amqplib'
import { z } from 'zod'
import { emulatorAt } from './emulator.ts'
import type { TestSystem } from './system.ts'

/** A ticket as it stands in the database: one document, whatever the API shows of it. */
export interface TicketRecord extends AggregateDocument {
  readonly name: string
  readonly state: string
}

/** What is true behind the API: MongoDB, the broker, the cloud's own log, the services' logs. */
export interface Ledger {
  /** The tickets whose name begins so, oldest first. */
  tickets(prefix: string): Promise<readonly TicketRecord[]>
  /** How often CreateImage took effect for a ticket. */
  imagesMade(ticketUuid: string): Promise<number>
  /** The images that the cloud has for a ticket, by the names they bear. */
  imagesOf(ticketUuid: string): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Parked messages. */
  parked(): Promise<number>
  /** Tickets with events that are not published yet. */
  unrelayed(): Promise<number>
  /** Log lines of processes that did not end in good order. */
  crashes(names: readonly string[]): Promise<readonly string[]>
  close(): Promise<void>
}

const EmulatorLog = z.array(z.object({ effect: z.boolean(), body: z.string() }))

export const openLedger = async ({ mongodbUrl, amqpUrl, emulatorUrl, logFile }: TestSystem): Promise<Ledger> => {
  const store = await connectStore(mongodbUrl, 'ticket')
  const broker = await connectBroker(amqpUrl)
  const channel = await broker.createChannel()
  const tickets = store.db.collection<TicketRecord>('tickets')
  const emulator = emulatorAt(emulatorUrl)

  return {
    tickets: (prefix) =>
      tickets
        .find({ name: { $gte: prefix, $lt: `${prefix}\uffff` } })
        .sort({ createdAt: 1 })
        .toArray(),
    imagesMade: async (ticketUuid) => {
      const calls = EmulatorLog.parse(await emulator.get('log?action=CreateImage'))
      return calls.filter(({ effect, body }) => effect && body.includes(ticketUuid)).length
    },
    imagesOf: async (ticketUuid) => {
      const { images } = await emulator.state()
      return images
        .filter(({ exists, description }) => exists && description.includes(ticketUuid))
        .map(({ id, name }) => ({ id, name }))
    },
    parked: async () => (await channel.checkQueue('parking')).messageCount,
    unrelayed: () => tickets.countDocuments({ unrelayedSince: { $exists: true } }),
    crashes: async (names) => {
      const logs = await Promise.all(names.map((name) => readFile(logFile(name), 'utf8')))
      return logs
        .flatMap((log) => log.split('\n'))
        .filter((line) => line !== '' && (!line.startsWith('{') || JSON.parse(line).level === 'fatal'))
    },
    close: async () => {
      await broker.close()
      await store.close()
    },
  }
}
