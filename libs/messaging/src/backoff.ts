import { setTimeout as delay } from 'node:timers/promises'

const firstMs = 100
const longestMs = 1_500

/**
 * How long to wait before trying again, in milliseconds: "full jitter" (Marc Brooker, "Exponential Backoff And
 * Jitter"), so that a hundred processes that lost the same broker do not come back in step.
 *
 * @param attempt how many tries have failed in a row before this wait, from 0
 */
export const backoffMs = (attempt: number, random: () => number = Math.random): number =>
  random() * Math.min(longestMs, firstMs * 2 ** attempt)

/** Waits `ms`, or until the signal is aborted; never rejects. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  try {
    await delay(ms, undefined, signal ? { signal } : {})
  } catch {
    // Aborted: the caller looks at the signal itself.
  }
}
