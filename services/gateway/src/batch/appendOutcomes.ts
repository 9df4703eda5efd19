import type { Outcomes } from './batch.ts'
import type { PendingBatch } from './stitcher.ts'

/** Outcomes that come within this time are stored together. */
const groupMs = 1_000

/**
 * Waits for the outcomes of a batch beyond the first `known`, for so many milliseconds at most, and stores those that have come
 * in the meantime, a group at a time: so a caller sees how far a batch is (contract §5). Not the last group: the caller of this
 * writes all outcomes at the end, which is why a group that could not be stored is left to that.
 */
export const appendWhilePending = async (
  pending: Pick<PendingBatch, 'completed' | 'outcomes'>,
  known: number,
  ms: number,
  append: (fresh: Outcomes) => Promise<void>,
): Promise<void> => {
  let stored = known
  for (let left = ms; left > 0; left -= groupMs) {
    if (await pending.completed(Math.min(groupMs, left))) return
    const fresh = [...pending.outcomes()].slice(stored)
    if (fresh.length === 0 || left <= groupMs) continue
    try {
      await append(new Map(fresh))
      stored += fresh.length
    } catch {}
  }
}
