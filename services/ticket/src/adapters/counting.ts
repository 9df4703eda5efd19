import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { Logger } from 'pino'
import { countersOf } from '../domain/counters.ts'
import { ticketsOf } from './mongoTicketStore.ts'
import type { TicketDocument } from './ticketStore.ts'

interface CounterDocument {
  readonly _id: string
  readonly n: number
}

/** How many tickets there are of each counter's name (domain/counters). */
export const counterCollection = ({ db }: Store): Collection<CounterDocument> => db.collection('counters')

const EVERY_MS = 200
const MOST_AT_ONCE = 500

export interface Counting {
  /** Counts the tickets that have changed; gives how many. Rejects when another process was at the same ones. */
  countOnce(): Promise<number>
  start(): void
  stop(): Promise<void>
}

/**
 * Keeps the counters of lists (contract §3, total_count: within a second). Every write marks its ticket as uncounted; a few
 * times a second the marked ones are counted as they are now. Off the way of a decision, and no message is spent on it.
 */
export const createCounting = (store: Store, log: Logger): Counting => {
  const tickets = ticketsOf(store)
  const counters = counterCollection(store)

  // A transaction, because a counter and the note of what went into it must change together: else a crash in between would
  // count a ticket twice or never, for good.
  const countOnce = () =>
    store.client.withSession(async (session) => {
      session.startTransaction()
      const projection = { version: 1, keys: 1, state: 1, counters: 1 }
      const changed = await tickets.find({ uncounted: true }, { session, projection }).limit(MOST_AT_ONCE).toArray()
      if (changed.length > 0) {
        await tickets.bulkWrite(
          changed.map((ticket) => ({
            updateOne: {
              filter: { _id: ticket._id, version: ticket.version },
              update: { $set: { counters: namesOf(ticket) }, $unset: { uncounted: '' } },
            },
          })),
          { session, ordered: false },
        )
        const deltas = [...deltasOf(changed)].filter(([, n]) => n !== 0)
        const operations = deltas.map(([name, n]) => ({
          updateOne: { filter: { _id: name }, update: { $inc: { n } }, upsert: true },
        }))
        if (operations.length > 0) await counters.bulkWrite(operations, { session, ordered: false })
      }
      await session.commitTransaction()
      return changed.length
    })

  const stopping = new AbortController()
  const countForever = async () => {
    while (!stopping.signal.aborted) {
      // Another process at the same tickets, or a database that is away: the marks stay, the next turn finds them.
      const counted = await countOnce().catch((err: unknown) => void log.debug({ err }, 'counted later'))
      if (counted !== MOST_AT_ONCE) await pause(EVERY_MS * (0.5 + Math.random()), undefined, stopping).catch(() => {})
    }
  }
  let ended: Promise<void> | undefined

  return {
    countOnce,
    start: () => {
      ended ??= countForever()
    },
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

const namesOf = ({ keys = [], state }: TicketDocument): readonly string[] =>
  state === undefined ? [] : countersOf(keys, state)

const deltasOf = (changed: readonly TicketDocument[]): ReadonlyMap<string, number> => {
  const deltas = new Map<string, number>()
  const add = (names: readonly string[], n: number) => {
    for (const name of names) deltas.set(name, (deltas.get(name) ?? 0) + n)
  }
  for (const ticket of changed) {
    add(ticket.counters ?? [], -1)
    add(namesOf(ticket), 1)
  }
  return deltas
}
