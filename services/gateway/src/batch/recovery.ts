import type { Logger } from 'pino'
import type { BatchStore, StoredBatch } from './batch.ts'
import type { Stitcher } from './stitcher.ts'

const pollMs = 1_000
const maxInFlight = 8
const attemptMs = 10_000
const leaseMs = 30_000
const minDelayMs = 5_000
const maxDelayMs = 120_000

/** When to ask again after so many attempts without all outcomes: 5 s, doubling up to 2 min (decision 4). */
export const retryDelayMs = (attempts: number): number =>
  Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(Math.max(attempts - 1, 0), 10))

export interface RecoveryDeps {
  readonly store: BatchStore
  readonly stitcher: Stitcher
  readonly now: () => number
  readonly log: Logger
}

export interface BatchRecovery {
  /** Takes up batches that are due, as many as may be in flight. Never rejects. */
  poll(): Promise<void>
  /** Takes up nothing more, and waits for what is in flight. */
  stop(): Promise<void>
}

/**
 * Finishes what any gateway answered with 202: asks for the missing outcomes of batches that are due, with the same
 * command ids (decision 4). Lease and due times are in the database, so a gateway that dies only delays its batches.
 */
export const createBatchRecovery = ({ store, stitcher, now, log }: RecoveryDeps): BatchRecovery => {
  const inFlight = new Set<Promise<void>>()
  let stopped = false
  let polling: Promise<void> | undefined

  const recover = async ({ batch, outcomes, attempts }: StoredBatch) => {
    const pending = stitcher.start(batch, outcomes)
    await pending.completed(attemptMs)
    pending.close()
    await store.update(batch, pending.outcomes(), new Date(now() + retryDelayMs(attempts)))
  }

  const takeUp = (stored: StoredBatch) => {
    const taken: Promise<void> = recover(stored)
      .catch((err) => log.warn({ err, batchUuid: stored.batch.batchUuid }, 'batch deferred'))
      .then(() => {
        inFlight.delete(taken)
        return poll()
      })
    inFlight.add(taken)
  }

  const takeUpAll = async () => {
    try {
      while (!stopped && inFlight.size < maxInFlight) {
        const stored = await store.claim(new Date(now()), new Date(now() + leaseMs))
        if (stored === null) return
        takeUp(stored)
      }
    } catch (err) {
      log.warn({ err }, 'batch recovery failed')
    }
  }

  const poll = (): Promise<void> => {
    polling ??= takeUpAll().finally(() => {
      polling = undefined
    })
    return polling
  }

  return {
    poll,
    stop: async () => {
      stopped = true
      await polling
      await Promise.all(inFlight)
    },
  }
}

/** Looks for due batches every second until stopped. */
export const startBatchRecovery = (deps: RecoveryDeps): { stop(): Promise<void> } => {
  const recovery = createBatchRecovery(deps)
  const timer = setInterval(() => void recovery.poll(), pollMs)
  return {
    stop: () => {
      clearInterval(timer)
      return recovery.stop()
    },
  }
}
