import type { Logger } from 'pino'
import type { Batch, BatchStore } from '../adapters/batchStore.ts'
import type { Stitcher } from './stitcher.ts'

const lookEveryMs = 1_000
const askedTogether = 8
const roundMs = 10_000
const leaseMs = 30_000
const shortestMs = 5_000
const longestMs = 120_000

/** When to ask again after so many rounds without all outcomes: 5 s, doubling up to 2 min (design decision 4). */
export const roundPauseMs = (attempts: number): number =>
  Math.min(longestMs, shortestMs * 2 ** Math.min(Math.max(attempts - 1, 0), 10))

export interface RoundsNeeds {
  readonly store: BatchStore
  readonly stitcher: Stitcher
  readonly now: () => number
  readonly log: Logger
}

export interface Rounds {
  /** Takes up batches that are due, as long as there are any and hands are free. Never rejects. */
  look(): Promise<void>
  /** Takes up nothing more, and waits for what is in hand. */
  stop(): Promise<void>
}

/**
 * Finishes what any gateway answered with 202: asks for the missing outcomes of batches that are due, with the same
 * command ids (design decision 4). Lease and due times are in the database, so a gateway that dies only delays its
 * batches.
 */
export const createRounds = ({ store, stitcher, now, log }: RoundsNeeds): Rounds => {
  const inHand = new Set<Promise<void>>()
  let stopped = false
  let looking: Promise<void> | undefined

  const round = async ({ work, outcomes, attempts }: Batch) => {
    const stitching = stitcher.start(work, outcomes)
    await stitching.settled(roundMs)
    stitching.close()
    await store.put(work, stitching.outcomes(), new Date(now() + roundPauseMs(attempts)))
  }

  const takeUp = (batch: Batch) => {
    const taken: Promise<void> = round(batch)
      .catch((err) => log.warn({ err, batchUuid: batch.work.batchUuid }, 'a batch has to wait'))
      .then(() => {
        inHand.delete(taken)
        return look()
      })
    inHand.add(taken)
  }

  const takeUpAll = async () => {
    try {
      while (!stopped && inHand.size < askedTogether) {
        const batch = await store.claim(new Date(now()), new Date(now() + leaseMs))
        if (batch === null) return
        takeUp(batch)
      }
    } catch (err) {
      log.warn({ err }, 'unfinished batches have to wait')
    }
  }

  const look = (): Promise<void> => {
    looking ??= takeUpAll().finally(() => {
      looking = undefined
    })
    return looking
  }

  return {
    look,
    stop: async () => {
      stopped = true
      await looking
      await Promise.all(inHand)
    },
  }
}

/** Looks for due batches every second until stopped. */
export const startRounds = (needs: RoundsNeeds): { stop(): Promise<void> } => {
  const rounds = createRounds(needs)
  const looking = setInterval(() => void rounds.look(), lookEveryMs)
  return {
    stop: () => {
      clearInterval(looking)
      return rounds.stop()
    },
  }
}
