import { backOffMs, type Lane } from '@gongdan/scheduling'
import type { BatchStore } from './batch.ts'
import type { Stitcher } from './stitcher.ts'

const maxInFlight = 8
const attemptMs = 10_000
const leaseMs = 30_000

/** When to ask again after so many attempts without all outcomes: 5 s, doubling up to 2 min (decision 4). */
export const retryDelayMs = (attempts: number): number =>
  backOffMs(attempts - 1, { firstMs: 5_000, longestMs: 120_000 })

export interface RecoveryDeps {
  readonly store: BatchStore
  readonly stitcher: Stitcher
  readonly now: () => number
}

/**
 * Finishes what any gateway answered with 202, as a lane of a worker: asks for the missing outcomes of batches that are due,
 * with the same command ids (decision 4). Lease and due times are in the database, so a gateway that dies only delays its
 * batches.
 */
export const batchRecovery = ({ store, stitcher, now }: RecoveryDeps): Lane => ({
  name: 'batch recovery',
  concurrency: maxInFlight,
  next: async () => {
    const stored = await store.claim(new Date(now()), new Date(now() + leaseMs))
    if (stored === null) return null
    const { batch, outcomes, attempts } = stored
    return async () => {
      const pending = stitcher.start(batch, outcomes)
      await pending.completed(attemptMs)
      pending.close()
      await store.update(batch, pending.outcomes(), new Date(now() + retryDelayMs(attempts)))
    }
  },
})
