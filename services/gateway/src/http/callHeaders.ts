import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

type Header = string | readonly string[] | undefined

/** The caller's request id if it is 1-128 of `A-Za-z0-9._-`, else a new one; for logs and traces only (contract §1). */
export const requestIdFrom = (header: Header): string =>
  typeof header === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(header) ? header : randomUUID()

const defaultWaitMs = 5_000
const longestWaitSeconds = 30

/** How long the caller is willing to wait for the outcome (RFC 7240, contract §1). */
export interface Preference {
  readonly waitMs: number
  readonly respondAsync: boolean
}

/** Reads `Prefer: wait=N` and `Prefer: respond-async`. What cannot be understood is ignored, as RFC 7240 §2 asks. */
export const preferenceFrom = (header: Header): Preference => {
  if (header === undefined) return { waitMs: defaultWaitMs, respondAsync: false }
  const wishes = String(header)
    .toLowerCase()
    .split(',')
    .map((wish) => wish.trim())
  const seconds = wishes
    .map((wish) => /^wait\s*=\s*"?(\d{1,9})"?$/.exec(wish)?.[1])
    .find((found) => found !== undefined)
  return {
    waitMs: seconds === undefined ? defaultWaitMs : Math.min(Number(seconds), longestWaitSeconds) * 1_000,
    respondAsync: wishes.includes('respond-async'),
  }
}

/** The caller's Idempotency-Key: `null` when there is none, `undefined` when it is not 1-128 printable characters (contract §5). */
export const idempotencyKeyFrom = (headers: IncomingHttpHeaders): string | null | undefined => {
  const header: Header = headers['idempotency-key']
  if (header === undefined) return null
  return typeof header === 'string' && /^[\x20-\x7e]{1,128}$/.test(header) ? header : undefined
}
