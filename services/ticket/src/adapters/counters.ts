import { type Logger, type Component, startWorker } from '@gongdan/service'
import type { Store } from '@gongdan/store'
import { type Collection, MongoError, MongoErrorLabel } from 'mongodb'
import { type Counting, countingsOf, type Delta, noteInTickets } from './countings.ts'
import { ticketsOf } from './mongoTicketStore.ts'

interface CounterDocument {
  readonly _id: string
  readonly n: number
}

/** How many tickets there are of each counter's name (domain/counters), but for the countings that were not added yet. */
export const counterCollection = ({ db }: Store): Collection<CounterDocument> => db.collection('counters')

const snapshot = { readConcern: { level: 'snapshot' } } as const

/** What these counters come to together, the countings of this moment included. */
export const sumOfCounters = async (store: Store, names: readonly string[]): Promise<number> => {
  const wanted = { $in: [...names] }
  // As of one moment: what is added to the counters meanwhile would be found twice or not at all.
  return store.client.withSession({ snapshot: true }, async (session) => {
    const [sum] = await store.db
      .collection('counters', snapshot)
      .aggregate<{ n: number }>(
        [
          { $match: { _id: wanted } },
          {
            $unionWith: {
              coll: 'countings',
              pipeline: [
                { $match: { 'deltas.name': wanted } },
                { $unwind: '$deltas' },
                { $match: { 'deltas.name': wanted } },
                { $project: { n: '$deltas.n' } },
              ],
            },
          },
          { $group: { _id: null, n: { $sum: '$n' } } },
        ],
        { session },
      )
      .toArray()
    return sum?.n ?? 0
  })
}

/** So old must a counting be: by then its tickets have been marked. */
const FOLD_AFTER_MS = 1_000
const FOLD_EVERY_MS = 1_000
const FOLDED_TOGETHER = 100

/**
 * Adds some countings to the counters, so that totals have few to add up, and gives how many. None when another process is
 * at it, or has died while it was: its transaction stays open for a minute or more, which only leaves more countings.
 */
export const foldCountings = async (store: Store, now: () => number): Promise<number> => {
  const due = await countingsOf(store)
    .find({ deltas: { $exists: true }, at: { $lt: new Date(now() - FOLD_AFTER_MS) } })
    .sort({ at: 1 })
    .limit(FOLDED_TOGETHER)
    .toArray()
  if (due.length === 0) return 0
  await noteInTickets(store, await notNoted(store, due))
  try {
    return (await addUp(store, due, new Date(now()))) ? due.length : 0
  } catch (fault) {
    if (fault instanceof MongoError && fault.hasErrorLabel(MongoErrorLabel.TransientTransactionError)) return 0
    throw fault
  }
}

/** Moves that their tickets do not know of. They must before the counting is forgotten, or they would be counted again. */
const notNoted = async (store: Store, countings: readonly Counting[]) => {
  const moves = countings.flatMap((counting) => counting.moves)
  const found = await ticketsOf(store)
    .find({ _id: { $in: moves.map(({ ticket }) => ticket) } }, { projection: { counted: 1 } })
    .toArray()
  const counted = new Map(found.map((ticket) => [ticket._id, ticket.counted ?? 0]))
  return moves.filter(({ ticket, from }) => counted.get(ticket) === from)
}

const addUp = (store: Store, countings: readonly Counting[], foldedAt: Date): Promise<boolean> =>
  store.client.withSession(async (session) => {
    session.startTransaction()
    const ids = countings.map(({ _id }) => _id)
    const { modifiedCount } = await countingsOf(store).updateMany(
      { _id: { $in: ids }, deltas: { $exists: true } },
      { $set: { foldedAt }, $unset: { deltas: '', 'moves.$[].names': '' } },
      { session },
    )
    if (modifiedCount < ids.length) return false
    const operations = sumsOf(countings.flatMap(({ deltas = [] }) => deltas)).map(([name, n]) => ({
      updateOne: { filter: { _id: name }, update: { $inc: { n } }, upsert: true },
    }))
    if (operations.length > 0) await counterCollection(store).bulkWrite(operations, { session, ordered: false })
    await session.commitTransaction()
    return true
  })

const sumsOf = (deltas: readonly Delta[]): readonly [string, number][] => {
  const sums = new Map<string, number>()
  for (const { name, n } of deltas) sums.set(name, (sums.get(name) ?? 0) + n)
  return [...sums].filter(([, n]) => n !== 0)
}

/** Goes on adding countings to the counters, as any process of the service may. */
export const startFolding = (store: Store, log: Logger): Component => {
  const fold = async () => ((await foldCountings(store, Date.now)) < FOLDED_TOGETHER ? null : async () => {})
  const lanes = [{ name: 'countings', atOnce: 1, next: fold }]
  return { name: 'counters', stop: startWorker({ lanes, log, idleMs: FOLD_EVERY_MS }).stop }
}
