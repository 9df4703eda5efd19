const LOOK_EVERY_MS = 500

/** Says whether the event loop has more than it can do. */
export interface Lateness {
  readonly isTooLate: () => boolean
  stop(): void
}

/**
 * Looks twice a second how late the event loop is. One that is later than `mostMs` milliseconds twice in a row has more than it
 * can do; once may have been a long turn. Few looks, for an idle gateway would do little else.
 */
export const watchLateness = (mostMs: number, now: () => number = () => performance.now()): Lateness => {
  let due = now() + LOOK_EVERY_MS
  let [last, lateMs] = [0, 0]
  const timer = setInterval(() => {
    ;[last, lateMs] = [lateMs, now() - due]
    due = now() + LOOK_EVERY_MS
  }, LOOK_EVERY_MS).unref()
  return { isTooLate: () => Math.min(last, lateMs) > mostMs, stop: () => clearInterval(timer) }
}
