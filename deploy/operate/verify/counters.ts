import type { Store } from '@gongdan/store'
import { type Check, differ } from './difference.ts'

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

/**
 * That each counter of lists is what the tickets that count in it come to. Both sides are read as of one moment, and
 * MongoDB does the adding up, on its disk if need be: there may be more names than fit into our memory.
 */
export const checkCounters = ({ ticket }: Readonly<Record<'ticket', Store>>): Check =>
  async function* (ids) {
    const session = ticket.client.startSession({ snapshot: true })
    try {
      const wanted = ids === null ? [] : [{ $match: { _id: { $in: ids } } }]
      const counted = ticket.db
        .collection('tickets', snapshot)
        .aggregate<Count>(
          [
            { $unwind: '$counters' },
            { $group: { _id: '$counters', n: { $sum: 1 } } },
            ...wanted,
            { $sort: { _id: 1 } },
          ],
          { allowDiskUse: true, session },
        )
      const kept = ticket.db
        .collection<Count>('counters', snapshot)
        .find(ids === null ? {} : { _id: { $in: [...ids] } }, { session })
        .sort({ _id: 1 })
      for await (const { name, left, right } of sideBySide(
        counted[Symbol.asyncIterator](),
        kept[Symbol.asyncIterator](),
      )) {
        yield* differ('counter: of tickets in a list', name, left, right)
      }
    } finally {
      await session.endSession()
    }
  }
