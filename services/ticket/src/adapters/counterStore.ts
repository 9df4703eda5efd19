import type { Store } from '@gongdan/store'
import { countersOf } from '../domain/counters.ts'
import { ticketsOf } from './mongoTicketStore.ts'
import type { TicketDocument } from './ticketStore.ts'

/** How many tickets there are of each key and state: a projection of the events, within a second (contract §3). */
export interface CounterStore {
  /** Counts these tickets anew, as they are now. Repeating it changes nothing. */
  count(ticketUuids: readonly string[]): Promise<void>
}

interface CountedDocument {
  readonly _id: string
  readonly version: number
  readonly counters: readonly string[]
}

interface CounterDocument {
  readonly _id: string
  readonly n: number
}

export const countersCollection = ({ db }: Store) => db.collection<CounterDocument>('counters')

/** Counters in MongoDB, and beside them under which counters each ticket was counted last. */
export const createCounterStore = (store: Store): CounterStore => {
  const tickets = ticketsOf(store)
  const counters = countersCollection(store)
  const counted = store.db.collection<CountedDocument>('counted')

  return {
    count: (ticketUuids) => {
      const ids = { _id: { $in: [...new Set(ticketUuids)] } }
      // A transaction, because a counter and the note of what went into it must change together: else a crash in
      // between would count a ticket twice or never, for good.
      return store.client.withSession((session) =>
        session.withTransaction(async () => {
          const now = await tickets.find(ids, { session, projection: { version: 1, keys: 1, state: 1 } }).toArray()
          const before = new Map((await counted.find(ids, { session }).toArray()).map((one) => [one._id, one] as const))
          const changed = now.filter(({ _id, version }) => version > (before.get(_id)?.version ?? 0))
          if (changed.length === 0) return
          const deltas = new Map<string, number>()
          const add = (names: readonly string[], n: number) => {
            for (const name of names) deltas.set(name, (deltas.get(name) ?? 0) + n)
          }
          for (const ticket of changed) {
            add(before.get(ticket._id)?.counters ?? [], -1)
            add(countersNow(ticket), 1)
          }
          await counted.bulkWrite(
            changed.map((ticket) => ({
              replaceOne: {
                filter: { _id: ticket._id },
                replacement: { version: ticket.version, counters: countersNow(ticket) },
                upsert: true,
              },
            })),
            { session, ordered: false },
          )
          await counters.bulkWrite(
            [...deltas]
              .filter(([, n]) => n !== 0)
              .map(([name, n]) => ({
                updateOne: { filter: { _id: name }, update: { $inc: { n } }, upsert: true },
              })),
            { session, ordered: false },
          )
        }),
      )
    },
  }
}

const countersNow = ({ keys = [], state }: TicketDocument): readonly string[] =>
  state === undefined ? [] : countersOf(keys, state)
