import { setTimeout as delay } from 'node:timers/promises'

/** The first wait and the longest one, in milliseconds. */
export interface BackOff {
  readonly firstMs: number
  readonly longestMs: number
}

/**
 * How long to wait before trying again, in milliseconds: the first wait, doubled with every failed attempt, up to the
 * longest.
 *
 * @param attempt how many attempts have failed in a row before this wait, from 0
 */
export const backOffMs = (attempt: number, { firstMs, longestMs }: BackOff): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(attempt, 0), 30))

/**
 * A random part of `backOffMs` ("full jitter": Marc Brooker, "Exponential Backoff And Jitter"), so that a hundred processes
 * that lost the same server do not come back in step.
 */
export const fullJitterMs = (attempt: number, backOff: BackOff, random: () => number = Math.random): number =>
  random() * backOffMs(attempt, backOff)

/** Waits `ms` milliseconds, or until the signal is aborted; never rejects. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  try {
    await delay(ms, undefined, signal ? { signal } : {})
  } catch {
    // Aborted: the caller looks at the signal itself.
  }
}
