import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Collection } from 'mongodb'
import type { RateLimiter } from '../domain/cloud.ts'

/**
 * `rate_buckets`: when an action may be called next, over all workers; `wait` is the last caller's wait in
 * milliseconds.
 */
export interface BucketDocument {
  readonly _id: string
  /** Theoretical arrival time of the next call (GCRA). */
  readonly tat: Date
  readonly wait: number
}

/** A slot is between these two times of this process's monotonic clock, in milliseconds. */
interface Reserved {
  readonly earliest: number
  readonly latest: number
}

/** Calls a second: 70 % of what Tencent allows, since calls at the very limit are refused at its edge. */
const ratePerSecond: Readonly<Record<string, number>> = { CreateImage: 7, DescribeImages: 28 }
const OTHER_RATE = 7
const PAUSE_MS = 2_000
/** How often a missed slot is exchanged; then the call is made, or a slow database would never let one happen. */
const MAX_EXCHANGES = 2

/** The time between two calls of an action, in milliseconds. */
export const intervalMs = (action: string): number => Math.ceil(1_000 / (ratePerSecond[action] ?? OTHER_RATE))

/**
 * Tencent's rate limits on the database's clock (tencent §4.5): one bucket an action with a burst of one, without the
 * region, since it is not documented whether the limit counts by region. A caller is given the next free slot and
 * sleeps until then, so a caller that resumes late delays no other and the full rate is used. While the database is
 * away there are no slots and nothing is sent; the jobs are there too.
 */
export const createCloudRateLimiter = (
  buckets: Pick<Collection<BucketDocument>, 'findOneAndUpdate' | 'updateOne'>,
): RateLimiter => {
  const next = { $max: ['$tat', '$$NOW'] }

  /**
   * Reserves the next free slot. It is not before `latest`, which may be late by as long as the database's answer took;
   * only `earliest` shows whether it was missed.
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

  /** Reserves a slot only if it is now; else tells in how many milliseconds there may be one. */
  const reserveNow = async (action: string): Promise<number> => {
    const isFree = { $lte: [next, '$$NOW'] }
    const tat = { $cond: [isFree, { $add: ['$$NOW', intervalMs(action)] }, '$tat'] }
    const bucket = await buckets.findOneAndUpdate(
      { _id: action },
      [{ $set: { wait: { $toInt: { $subtract: [next, '$$NOW'] } }, tat } }],
      { upsert: true, returnDocument: 'after' },
    )
    return bucket?.wait ?? 0
  }

  const wait = async (
    action: string,
    { earliest, latest }: Reserved,
    exchanges: number = MAX_EXCHANGES,
  ): Promise<void> => {
    await sleep(Math.max(0, latest - performance.now()))
    const isMissed = performance.now() - earliest > intervalMs(action)
    if (isMissed && exchanges > 0) return wait(action, await reserve(action), exchanges - 1)
  }

  const takeBefore = async (action: string, until: number): Promise<void> => {
    for (let inMs = 0; performance.now() + inMs <= until; ) {
      await sleep(inMs)
      inMs = await reserveNow(action)
      if (inMs === 0) return
    }
    throw new Error(`no slot for ${action} in time`)
  }
  /** Those of this process take turns, or they would all ask the database for the same slot. */
  const soon = new Map<string, Promise<void>>()

  return {
    take: async (action) => wait(action, await reserve(action)),
    takeSoon: (action, withinMs) => {
      const until = performance.now() + withinMs
      const turn = (soon.get(action) ?? Promise.resolve()).then(() => takeBefore(action, until))
      soon.set(
        action,
        turn.catch(() => {}),
      )
      return turn
    },
    reserve: async (action, leadMs, signal) => {
      const reserved = await reserve(action)
      await sleep(Math.max(0, reserved.latest - leadMs - performance.now()), undefined, { signal })
      return { wait: () => wait(action, reserved) }
    },
    pause: async (action) => {
      const tat = { $max: ['$tat', { $add: ['$$NOW', PAUSE_MS] }] }
      await buckets.updateOne({ _id: action }, [{ $set: { tat } }], { upsert: true })
    },
  }
}
