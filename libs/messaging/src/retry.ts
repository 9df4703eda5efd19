import { retryExchange } from './topology.ts'

/** Our headers on a message that is retried or parked. */
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
 * The exchange of the retry queue in which a message waits whose attempt failed; `undefined` when it has failed after every
 * delay (in milliseconds) and is to be parked.
 */
export const nextRetry = (retryDelays: readonly number[], attempt: number): string | undefined => {
  const delayMs = retryDelays[attempt - 1]
  return delayMs === undefined ? undefined : retryExchange(delayMs)
}
