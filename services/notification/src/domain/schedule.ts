const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits before each attempt, in ms: the schedule that Standard Webhooks recommends; about three days in all. */
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
/** However long a receiver asks to wait. */
export const LONGEST_MS = 24 * HOUR
/** Up to a fifth later, so that deliveries that failed together are not attempted together again. */
const JITTER = 0.2

/** What one attempt came to. `status` is the HTTP (or SMTP) status, 0 without one. */
export interface AttemptResult {
  readonly status: number
  /** What went wrong, in words without a secret; `""` when it was delivered. */
  readonly error: string
  /** What the receiver answered, as `shownAnswer` leaves it. */
  readonly answer?: string
  /** How long the receiver asks to wait, in ms. */
  readonly retryAfterMs?: number
  /** Another attempt is of no use. */
  readonly final?: boolean
}

/** What follows an attempt. */
export type NextStep =
  | { readonly state: 'delivered' }
  | { readonly state: 'failed' }
  | { readonly state: 'pending'; readonly waitMs: number }

/**
 * What follows an attempt: delivered, attempted again after a wait, or failed after the last of the schedule.
 *
 * @param attempts that were made, this one included
 * @param random from 0 to 1
 * @param scale of the schedule's waits; what a receiver asks for is never shortened
 */
export const nextAfter = (result: AttemptResult, attempts: number, random: number, scale = 1): NextStep => {
  if (result.error === '') return { state: 'delivered' }
  const wait = waits[attempts]
  if (result.final === true || wait === undefined) return { state: 'failed' }
  const asked = Math.min(result.retryAfterMs ?? 0, LONGEST_MS)
  return { state: 'pending', waitMs: Math.ceil(Math.max(wait * scale, asked) * (1 + JITTER * random)) }
}

/** How long a `Retry-After` (seconds, or an HTTP date) asks to wait, in ms; undefined without a sensible one. */
export const retryAfterOf = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - now
  return ms > 0 ? ms : undefined
}
