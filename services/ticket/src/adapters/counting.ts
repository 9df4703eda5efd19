import { markSent, type Sent, type Store } from '@gongdan/store'
import type { Collection } from 'mongodb'
import { countersOf } from '../domain/counters.ts'
import { ticketsOf } from './mongoTicketStore.ts'
import type { TicketDocument } from './ticketStore.ts'

interface CounterDocument {
  readonly _id: string
  readonly n: number
}

/** How many tickets there are of each counter's name (domain/counters). */
export const counterCollection = ({ db }: Store): Collection<CounterDocument> => db.collection('counters')

/**
 * Keeps the counters of lists (contract §3, total_count: within a second): a ticket is counted anew when its events have been
 * sent, in the write that notes it. So counting needs no mark, no message and no write of its own, and the relay's sweeper
 * finds again what a crash left uncounted. Rejects when another process was at the same tickets.
 */
export const markAndCount = (store: Store): ((sent: Sent) => Promise<void>) => {
  const tickets = ticketsOf(store)
  const counters = counterCollection(store)
  const projection = { version: 1, relayed: 1, keys: 1, state: 1, counters: 1 }

  // A transaction, because a counter and the note of what went into it must change together: else a crash in between would
  // count a ticket twice or never, for good.
  return (sent) =>
    store.client.withSession((session) =>
      session.withTransaction(
        async () => {
          const found = await tickets.find({ _id: { $in: [...sent.keys()] } }, { session, projection }).toArray()
          const settled = found.filter(({ _id, version, relayed }) => sent.get(_id) === version && relayed < version)
          if (settled.length === 0) return
          await tickets.bulkWrite(
            settled.map((ticket) => {
              const { filter, update } = markSent(ticket._id, ticket.version)
              return {
                updateOne: { filter, update: { ...update, $set: { ...update.$set, counters: namesOf(ticket) } } },
              }
            }),
            { session, ordered: false },
          )
          const operations = [...deltasOf(settled)].map(([name, n]) => ({
            updateOne: { filter: { _id: name }, update: { $inc: { n } }, upsert: true },
          }))
          if (operations.length > 0) await counters.bulkWrite(operations, { session, ordered: false })
        },
        { writeConcern: { w: 1 } },
      ),
    )
}

const namesOf = ({ keys = [], state }: TicketDocument): readonly string[] =>
  state === undefined ? [] : countersOf(keys, state)

/** By how much each counter changes; those that do not are left out. */
const deltasOf = (changed: readonly TicketDocument[]): ReadonlyMap<string, number> => {
  const deltas = new Map<string, number>()
  const add = (names: readonly string[], n: number) => {
    for (const name of names) deltas.set(name, (deltas.get(name) ?? 0) + n)
  }
  for (const ticket of changed) {
    add(ticket.counters ?? [], -1)
    add(namesOf(ticket), 1)
  }
  return new Map([...deltas].filter(([, n]) => n !== 0))
}
