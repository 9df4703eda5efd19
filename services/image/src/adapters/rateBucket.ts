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

/** A turn, which is somewhere between these two times. */
interface Reserved {
  readonly earliest: number
  readonly latest: number
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
/** How often a turn that was missed is exchanged; then the call is made, or a slow database would never let one happen. */
const MOST_EXCHANGES = 2

/** The time between two calls of an action, in ms. */
export const intervalMs = (action: string): number => Math.ceil(1_000 / (ratePerSecond[action] ?? OTHER_RATE))

/**
 * One bucket an action, without the region (nobody says whether the limit counts by region; a deployment has one account),
 * a burst of one, on the database's clock. A caller is given the next free turn and sleeps until it comes: who wakes late
 * delays nobody, so the rate is used to the full. With the database away nobody gets a turn, and nothing is sent: the
 * jobs are there too.
 */
export const createRateBucket = (
  buckets: Pick<Collection<BucketDocument>, 'findOneAndUpdate' | 'updateOne'>,
): RateBucket => {
  const next = { $max: ['$tat', '$$NOW'] }

  /**
   * Gives the next free turn, between two times on this process's monotonic clock in ms. Not before the later one, which may
   * be late by as long as the database's answer was under way: only the earlier one says whether it was missed.
   */
  const reserve = async (action: string): Promise<Reserved> => {
    const asked = performance.now()
    const bucket = await buckets.findOneAndUpdate(
      { _id: action },
      [{ $set: { wait: { $toInt: { $subtract: [next, '$$NOW'] } }, tat: { $add: [next, intervalMs(action)] } } }],
      { upsert: true, returnDocument: 'after' },
    )
    const wait = bucket?.wait ?? 0
    return { earliest: asked + wait, latest: performance.now() + wait }
  }

  const wait = async (action: string, { earliest, latest }: Reserved, exchanges = MOST_EXCHANGES): Promise<void> => {
    await sleep(Math.max(0, latest - performance.now()))
    const missed = performance.now() - earliest > intervalMs(action)
    if (missed && exchanges > 0) return wait(action, await reserve(action), exchanges - 1)
  }

  return {
    take: async (action) => wait(action, await reserve(action)),
    approach: async (action, leadMs, signal) => {
      const reserved = await reserve(action)
      await sleep(Math.max(0, reserved.latest - leadMs - performance.now()), undefined, { signal })
      return { comes: () => wait(action, reserved) }
    },
    slow: async (action) => {
      const tat = { $max: ['$tat', { $add: ['$$NOW', PAUSE_MS] }] }
      await buckets.updateOne({ _id: action }, [{ $set: { tat } }], { upsert: true })
    },
  }
}
