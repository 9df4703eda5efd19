const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits before each try, in ms: the schedule that Standard Webhooks recommends; about three days in all. */
export const waits: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
const LONGEST_MS = 24 * HOUR
/** Up to a fifth later, so that those who failed together do not come back together. */
const JITTER = 0.2

/** What one try came to. `status` is the HTTP (or SMTP) status, 0 without one. */
export interface Tried {
  readonly status: number
  /** What went wrong, in words that hold no secret; `""` when it was delivered. */
  readonly error: string
  /** How long the receiver asks to be left alone, in ms. */
  readonly retryAfterMs?: number
  /** Trying again is of no use. */
  readonly final?: boolean
}

/** What is to be done after a try. */
export type Next =
  | { readonly state: 'delivered' }
  | { readonly state: 'failed' }
  | { readonly state: 'pending'; readonly waitMs: number }

/**
 * What follows a try: delivered, tried again after a while, or given up after the last of the schedule.
 *
 * @param tries that were made, this one included
 * @param random of 0 to 1
 * @param scale of the schedule's waits; what a receiver asks for is never shortened
 */
export const nextAfter = (tried: Tried, tries: number, random: number, scale = 1): Next => {
  if (tried.error === '') return { state: 'delivered' }
  const wait = waits[tries]
  if (tried.final === true || wait === undefined) return { state: 'failed' }
  const asked = Math.min(tried.retryAfterMs ?? 0, LONGEST_MS)
  return { state: 'pending', waitMs: Math.ceil(Math.max(wait * scale, asked) * (1 + JITTER * random)) }
}

/** How long a `Retry-After` (seconds, or an HTTP date) asks to wait, in ms; undefined without a sensible one. */
export const retryAfterOf = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - now
  return ms > 0 ? ms : undefined
}
