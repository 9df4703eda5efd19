import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Tries something until it no longer throws, and gives its result: how tests wait for what others do.
 * When the time is over it rejects with the last fault.
 */
export const eventually = async <T>(
  attempt: () => Promise<T> | T,
  { withinMs, everyMs = 25 }: { readonly withinMs: number; readonly everyMs?: number },
): Promise<T> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    try {
      return await attempt()
    } catch (fault) {
      if (Date.now() > deadline) throw fault
    }
    await sleep(everyMs)
  }
}
