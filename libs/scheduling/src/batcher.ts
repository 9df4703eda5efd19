import { pause } from './backOff.ts'

export interface Batcher<T> {
  add(item: T): void
}

/**
 * Natural batching (decision 2): while `run` is busy, what arrives waits; when it is free, it gets all of that at once, at
 * most `maxBatch` items, in order of arrival. There is no timer: a single item is handed over in the turn it arrived,
 * together with what the same read of the socket brought. With a `maxBatch` of 1 nothing waits and runs overlap.
 *
 * @param run must not reject
 * @param lingerMs how long to wait for more items before each run, unless `maxBatch` are waiting: for work whose result no
 * request waits for, and that costs less the more is done at once
 */
export const createBatcher = <T>(
  maxBatch: number,
  run: (batch: readonly T[]) => Promise<void>,
  lingerMs = 0,
): Batcher<T> => {
  let waiting: T[] = []
  let busy = false

  const work = async () => {
    while (waiting.length > 0) {
      if (lingerMs > 0 && waiting.length < maxBatch) await pause(lingerMs)
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
