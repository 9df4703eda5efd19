import { retryExchange } from './topology.ts'

/** The delays after a message's first, second… failure, in milliseconds. */
export const defaultRetryDelays: readonly number[] = [1_000, 5_000, 30_000, 120_000, 600_000]

/** Our headers on a message that was sent up the ladder, or parked. */
export const retryHeaders = {
  attempt: 'x-attempt',
  reason: 'x-reason',
  service: 'x-service',
  handler: 'x-handler',
  queue: 'x-queue',
} as const

/** Which attempt this delivery is, from 1. */
export const attemptOf = (headers: Readonly<Record<string, unknown>>): number => {
  const attempt = headers[retryHeaders.attempt]
  return typeof attempt === 'number' && Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1
}

/**
 * Where a message goes whose attempt failed: the exchange of the ladder's next step, or `parked` once it has failed
 * on every step and on the try before them.
 */
export const nextAttempt = (
  ladder: readonly number[],
  attempt: number,
): { readonly kind: 'step'; readonly exchange: string } | { readonly kind: 'parked' } => {
  const delayMs = ladder[attempt - 1]
  return delayMs === undefined ? { kind: 'parked' } : { kind: 'step', exchange: retryExchange(delayMs) }
}
