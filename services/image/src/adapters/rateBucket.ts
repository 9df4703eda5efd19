import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Collection } from 'mongodb'

/** `rate_buckets`: when an action may be called next, over all workers; `wait` is what the last caller was told, in ms. */
export interface BucketDocument {
  readonly _id: string
  /** Theoretical arrival time of the next call (GCRA). */
  readonly tat: Date
  readonly wait: number
}

/** The time of one call. */
export interface Turn {
  /** Resolves when the time has come. A turn that was missed is exchanged for the next free one, lest calls pile up. */
  comes(): Promise<void>
}

export interface RateBucket {
  /** Waits for the turn of a call of this action. */
  take(action: string): Promise<void>
  /** The same, but resolves `leadMs` before the turn, for what must be done before the call. Rejects when aborted. */
  approach(action: string, leadMs: number, signal: AbortSignal): Promise<Turn>
  /** Tencent says it is too much: everybody pauses, but for those who have their turn already. */
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
 * a burst of one, on the database's clock. A caller is given the next free turn and sleeps until it comes: who wakes late
 * delays nobody, so the rate is used to the full. With the database away nobody gets a turn, and nothing is sent: the
 * jobs are there too.
 */
export const createRateBucket = (buckets: Collection<BucketDocument>): RateBucket => {
  const next = { $max: ['$tat', '$$NOW'] }

  /** Gives the time of the next free turn, on this process's monotonic clock in ms; never too early. */
  const reserve = async (action: string): Promise<number> => {
    const bucket = await buckets.findOneAndUpdate(
      { _id: action },
      [{ $set: { wait: { $toInt: { $subtract: [next, '$$NOW'] } }, tat: { $add: [next, intervalMs(action)] } } }],
      { upsert: true, returnDocument: 'after' },
    )
    return performance.now() + (bucket?.wait ?? 0)
  }

  const wait = async (action: string, at: number): Promise<void> => {
    const left = at - performance.now()
    if (left < -intervalMs(action)) return wait(action, await reserve(action))
    await sleep(Math.max(0, left))
  }

  return {
    take: async (action) => wait(action, await reserve(action)),
    approach: async (action, leadMs, signal) => {
      const at = await reserve(action)
      await sleep(Math.max(0, at - leadMs - performance.now()), undefined, { signal })
      return { comes: () => wait(action, at) }
    },
    slow: async (action) => {
      const tat = { $max: ['$tat', { $add: ['$$NOW', PAUSE_MS] }] }
      await buckets.updateOne({ _id: action }, [{ $set: { tat } }], { upsert: true })
    },
  }
}
