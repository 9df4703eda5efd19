import { pause } from './backoff.ts'

/** Hands over what waits, as soon as the one before has been handled. */
export interface Lane<T> {
  add(item: T): void
}

/**
 * Natural batching: while `run` is busy, what arrives waits; when it is free, it gets all of that at once, at most
 * `maxBatch`, in order of arrival. There is no timer: a single item is handed over in the turn it arrived, together
 * with what the same read of the socket brought. With a `maxBatch` of 1 nothing waits and runs overlap.
 *
 * @param run must not reject
 * @param gatherMs how long to wait for more before each run, unless as many wait as it may get: for those whom nobody waits
 * for, and who cost less the more they do at once
 */
export const createLane = <T>(maxBatch: number, run: (batch: readonly T[]) => Promise<void>, gatherMs = 0): Lane<T> => {
  let waiting: T[] = []
  let busy = false

  const work = async () => {
    while (waiting.length > 0) {
      if (gatherMs > 0 && waiting.length < maxBatch) await pause(gatherMs)
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      await run(batch)
    }
    busy = false
  }

  return {
    add: (item) => {
      if (maxBatch === 1) return void run([item])
      waiting.push(item)
      if (busy) return
      busy = true
      queueMicrotask(work)
    },
  }
}
