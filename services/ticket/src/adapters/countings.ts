import type { Store } from '@gongdan/store'
import { type Collection, MongoServerError } from 'mongodb'
import { ticketsOf } from './mongoTicketStore.ts'

/** A ticket leaves the counters in which it was as of version `from` for those of version `to`. */
export interface Move {
  readonly ticket: string
  readonly from: number
  readonly to: number
  /** Under which counters it counts from then on; gone once nobody can want to know it. */
  readonly names?: readonly string[]
}

/** Moves that were counted together, and by how much they change each counter. */
export interface Counting {
  readonly _id: string
  readonly at: Date
  readonly moves: readonly Move[]
  /** Part of every total, until they are added to the counters. */
  readonly deltas?: readonly Delta[]
  /** Since when they are; the database forgets the counting an hour later. */
  readonly foldedAt?: Date
}
export interface Delta {
  readonly name: string
  readonly n: number
}

const DUPLICATE_KEY = 11_000

/** The journal of the counters. No ticket leaves the same version in two of them: an index of the migrations sees to that. */
export const countingsOf = ({ db }: Store): Collection<Counting> => db.collection('countings')

/** Writes a counting down, which makes it true; gives false, with nothing written, if one of its moves was counted before. */
export const writeDown = async (store: Store, counting: Counting): Promise<boolean> => {
  try {
    await countingsOf(store).insertOne(counting)
    return true
  } catch (fault) {
    if (fault instanceof MongoServerError && fault.code === DUPLICATE_KEY) return false
    throw fault
  }
}

/** Notes moves in those tickets that do not know of them yet: who counted them has died, or the ticket had moved on. */
export const noteInTickets = async (store: Store, moves: readonly Move[]): Promise<void> => {
  const operations = moves.map(({ ticket, from, to, names }) => {
    if (names === undefined) throw new Error(`ticket ${ticket}: a move was forgotten before it was noted`)
    // Nothing is noted before the first move.
    const filter = { _id: ticket, counted: from === 0 ? { $exists: false } : from }
    return { updateOne: { filter, update: { $set: { counters: [...names], counted: to } } } }
  })
  if (operations.length > 0) await ticketsOf(store).bulkWrite(operations, { ordered: false })
}
