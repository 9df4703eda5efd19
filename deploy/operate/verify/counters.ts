import type { Store } from '@gongdan/store'
import { type Check, compare } from './difference.ts'

interface Count {
  readonly _id: string
  readonly n: number
}

const snapshot = { readConcern: { level: 'snapshot' } } as const

/** The next of two streams that are both in the order of their ids, side by side; a name that one of them lacks counts 0. */
async function* sideBySide(left: AsyncIterator<Count>, right: AsyncIterator<Count>) {
  let [a, b] = await Promise.all([left.next(), right.next()])
  while (!a.done || !b.done) {
    const isLeft = !a.done && (b.done || a.value._id <= b.value._id)
    const isRight = !b.done && (a.done || b.value._id <= a.value._id)
    const name: string = isLeft ? a.value._id : b.value._id
    yield { name, left: isLeft ? a.value.n : 0, right: isRight ? b.value.n : 0 }
    if (isLeft) a = await left.next()
    if (isRight) b = await right.next()
  }
}

/** What countings change that their tickets do not say yet, a row a name. */
const notNoted = [
  { $match: { deltas: { $exists: true } } },
  { $unwind: '$moves' },
  { $lookup: { from: 'tickets', localField: 'moves.ticket', foreignField: '_id', as: 'ticket' } },
  { $unwind: '$ticket' },
  { $match: { $expr: { $eq: [{ $ifNull: ['$ticket.counted', 0] }, '$moves.from'] } } },
  {
    $project: {
      changes: {
        $concatArrays: [
          { $map: { input: '$moves.names', in: { name: '$$this', n: 1 } } },
          { $map: { input: { $ifNull: ['$ticket.counters', []] }, in: { name: '$$this', n: -1 } } },
        ],
      },
    },
  },
  { $unwind: '$changes' },
  { $project: { _id: '$changes.name', n: '$changes.n' } },
]

/** What countings change that was not added to the counters yet, a row a name. */
const notAdded = [
  { $match: { deltas: { $exists: true } } },
  { $unwind: '$deltas' },
  { $project: { _id: '$deltas.name', n: '$deltas.n' } },
]

/** The sums of rows and of those that `more` finds among the countings, by name and in its order. */
const together = (more: readonly object[], ids: readonly string[] | null) => [
  { $unionWith: { coll: 'countings', pipeline: [...more] } },
  ...(ids === null ? [] : [{ $match: { _id: { $in: ids } } }]),
  { $group: { _id: '$_id', n: { $sum: '$n' } } },
  { $sort: { _id: 1 as const } },
]

/**
 * That each counter of lists is what the tickets that count in it come to. Both sides are read as of one moment, and
 * MongoDB does the adding up, on its disk if need be: there may be more names than fit into our memory.
 */
export const checkCounters = ({ ticket }: Readonly<Record<'ticket', Store>>): Check =>
  async function* (ids) {
    const session = ticket.client.startSession({ snapshot: true })
    const options = { allowDiskUse: true, session }
    try {
      const counted = ticket.db
        .collection('tickets', snapshot)
        .aggregate<Count>(
          [
            { $unwind: '$counters' },
            { $project: { _id: '$counters', n: { $literal: 1 } } },
            ...together(notNoted, ids),
          ],
          options,
        )
      const kept = ticket.db.collection('counters', snapshot).aggregate<Count>(together(notAdded, ids), options)
      for await (const { name, left, right } of sideBySide(
        counted[Symbol.asyncIterator](),
        kept[Symbol.asyncIterator](),
      )) {
        yield* compare('counter: of tickets in a list', name, left, right)
      }
    } finally {
      await session.endSession()
    }
  }
