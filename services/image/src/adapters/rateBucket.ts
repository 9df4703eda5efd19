import { setTimeout as sleep } from 'node:timers/promises'
import type { Collection } from 'mongodb'

/** `rate_buckets`: when an action may be called next, over all workers. */
export interface BucketDocument {
  readonly _id: string
  /** Theoretical arrival time of the next call (GCRA). */
  readonly tat: Date
}

export interface RateBucket {
  /** Waits for a token for a call of this action. Rejects when the signal is aborted. */
  take(action: string, signal?: AbortSignal): Promise<void>
  /** Tencent says it is too much: everybody pauses. */
  slow(action: string): Promise<void>
}

/** Calls a second, 70 % of what Tencent allows: who runs at the limit is refused at its edge. */
const ratePerSecond: Readonly<Record<string, number>> = { CreateImage: 7, DescribeImages: 28 }
const OTHER_RATE = 7
const PAUSE_MS = 2_000

/** The time between two calls of an action, in ms. */
export const intervalMs = (action: string): number => Math.ceil(1_000 / (ratePerSecond[action] ?? OTHER_RATE))

/**
 * One bucket an action, without the region (nobody says whether the limit counts by region; a deployment has one account),
 * a burst of one, on the database's clock. With the database away nobody gets a token, and nothing is sent: the jobs are there too.
 */
export const createRateBucket = (
  buckets: Collection<BucketDocument>,
  random: () => number = Math.random,
): RateBucket => {
  const seeded = new Set<string>()

  // Apart from taking: MongoDB refuses an upsert with $expr in the filter (error 224).
  const seed = async (_id: string): Promise<void> => {
    if (seeded.has(_id)) return
    await buckets.updateOne({ _id }, { $setOnInsert: { tat: new Date(0) } }, { upsert: true })
    seeded.add(_id)
  }

  return {
    take: async (action, signal) => {
      const _id = action
      await seed(_id)
      const step = { $set: { tat: { $add: [{ $max: ['$tat', '$$NOW'] }, intervalMs(action)] } } }
      for (;;) {
        signal?.throwIfAborted()
        const taken = await buckets.findOneAndUpdate({ _id, $expr: { $lte: ['$tat', '$$NOW'] } }, [step])
        if (taken !== null) return
        const [left] = await buckets
          .aggregate<{ ms: number }>([{ $match: { _id } }, { $project: { ms: { $subtract: ['$tat', '$$NOW'] } } }])
          .toArray()
        await sleep(Math.max(1, Number(left?.ms ?? 0)) + random() * 5, undefined, signal ? { signal } : {})
      }
    },
    slow: async (action) => {
      await seed(action)
      await buckets.updateOne({ _id: action }, [{ $set: { tat: { $max: ['$tat', { $add: ['$$NOW', PAUSE_MS] }] } } }])
    },
  }
}
