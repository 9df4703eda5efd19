import { MAX_ITEMS } from '@gongdan/contracts'
import { backOffMs, type Lane } from '@gongdan/scheduling'
import { appendWhilePending } from './appendOutcomes.ts'
import type { BatchStore, StoredBatch } from './batch.ts'
import type { Stitcher } from './stitcher.ts'

const maxInFlight = 8
const maxInFlightOfCaller = 2
const attemptMs = 10_000
const leaseMs = 30_000
/** Then an operator is needed (contract §5): a caller does not wait longer than a day for a 202. */
const endsAfterMs = 24 * 3_600_000
/** The retries of a message take a quarter of an hour before it is parked: it will not do better by itself. */
const endsAfterParkings = 3

/** When to ask again after so many attempts without all outcomes: 5 s, doubling up to 2 min (decision 4). */
export const retryDelayMs = (attempts: number): number =>
  backOffMs(attempts - 1, { firstMs: 5_000, longestMs: 120_000 })

export interface RecoveryDeps {
  readonly store: BatchStore
  readonly stitcher: Stitcher
  readonly now: () => number
}

/** Whether asking ends: after a day, or when each message that is unanswered was parked three times. */
const isOver = ({ batch, outcomes, acceptedAt, parked }: StoredBatch, now: number): boolean => {
  const unanswered = batch.items.filter(({ commandId }) => !outcomes.has(commandId)).length
  const isParked = parked >= endsAfterParkings * Math.ceil(unanswered / MAX_ITEMS)
  return isParked || now - acceptedAt.getTime() >= endsAfterMs
}

/**
 * Finishes what any gateway answered with 202, as a lane of a worker: asks for the missing outcomes of batches that are due,
 * with the same command ids (decision 4). Lease and due times are in the database, so a gateway that dies only delays its
 * batches. No caller has more than a few of them in hand here, so that they are no hindrance to those of others.
 */
export const batchRecovery = ({ store, stitcher, now }: RecoveryDeps): Lane => {
  const inHand = new Map<string, number>()
  const count = (caller: string, by: 1 | -1) => {
    const left = (inHand.get(caller) ?? 0) + by
    if (left > 0) inHand.set(caller, left)
    else inHand.delete(caller)
  }

  const askAgain = async ({ batch, outcomes, attempts }: StoredBatch) => {
    const pending = stitcher.start(batch, outcomes)
    await appendWhilePending(pending, outcomes.size, attemptMs, (fresh) => store.append(batch.batchUuid, fresh))
    pending.close()
    await store.update(batch, pending.outcomes(), new Date(now() + retryDelayMs(attempts)))
  }

  return {
    name: 'batch recovery',
    concurrency: maxInFlight,
    next: async () => {
      const busy = [...inHand].filter(([, batches]) => batches >= maxInFlightOfCaller).map(([caller]) => caller)
      const stored = await store.claim(new Date(now()), new Date(now() + leaseMs), busy)
      if (stored === null) return null
      const { batchUuid, caller } = stored.batch
      count(caller, 1)
      const work = () => (isOver(stored, now()) ? store.end(batchUuid) : askAgain(stored))
      return () => work().finally(() => count(caller, -1))
    },
  }
}
