import { pause, withTimeout } from '@gongdan/scheduling'
import type { Logger } from 'pino'
import { backoffMs } from './backoff.ts'
import type { DecodedMessage } from './decode.ts'
import { type Delivery, toReceived } from './delivery.ts'
import { reasonOf } from './faults.ts'
import { type Handler, type Later, type Outcome, retry } from './message.ts'

/**
 * The handler's own outcomes, and two for a message that is not to blame for anything: `deferred`, it was held as long as
 * it may be; `abandoned`, the consumer stops or its channel is gone, and the broker delivers it again. And `dropped`, a query
 * that came too late to be answered.
 */
export type Result =
  | Outcome
  | { readonly kind: 'deferred' }
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'dropped'; readonly reason: string }

// RabbitMQ closes a channel whose delivery is unacknowledged for 30 minutes.
const longestHoldMs = 25 * 60_000
/** No wait for a database or a broker lasts longer, so a handler that takes longer hangs, and others wait behind it. */
const handlerTimeoutMs = 120_000
const abandoned: Result = { kind: 'abandoned' }
const deferred: Result = { kind: 'deferred' }

export interface HandleOptions {
  /** Says of a thrown fault that a store or broker is out of reach, which is no fault of the messages. */
  readonly isUnavailable: (fault: unknown) => boolean
  /** Aborted when the consumer stops: what cannot be handled now is left to the next delivery. */
  readonly stopping: AbortSignal
  readonly log: Logger
  readonly wait?: typeof pause
  /** How long a handler may take before it counts as one that threw, in milliseconds; two minutes if not given. */
  readonly timeoutMs?: number
}

/**
 * Runs a handler over a batch and gives one result for each message; never rejects. While a store or broker is out of
 * reach it holds the messages and tries again with back-off, as long as their channel lives. When the handler throws for
 * several at once, or hangs, each is tried alone, so that only those it throws for count an attempt.
 */
export const handleBatch = async (
  handler: Handler<unknown>,
  messages: readonly DecodedMessage[],
  options: HandleOptions,
): Promise<readonly (Result | Later)[]> => {
  const { isUnavailable, log, timeoutMs = handlerTimeoutMs } = options
  const batch = messages.map(({ delivery, body }) => toReceived(delivery, body))
  for (let attempt = 0; ; attempt += 1) {
    try {
      const outcomes = await withTimeout(timeoutMs, handler(batch), undefined)
      if (outcomes?.length === messages.length) return outcomes
      if (!outcomes) throw new Error(`the handler gave no outcome in ${timeoutMs / 1_000} s`)
      throw new Error(`the handler gave ${outcomes.length} outcomes for ${messages.length} messages`)
    } catch (fault) {
      if (!isUnavailable(fault)) return await retryOneByOne(handler, messages, options, fault)
      log.warn(
        { type: batch[0]?.type, messages: batch.length, err: fault },
        'store or broker unavailable, trying again',
      )
    }
    const deliveries = messages.map(({ delivery }) => delivery)
    const ended = await hold(attempt, deliveries, options)
    if (ended !== undefined) return messages.map(() => ended)
  }
}

const retryOneByOne = async (
  handler: Handler<unknown>,
  messages: readonly DecodedMessage[],
  options: HandleOptions,
  fault: unknown,
): Promise<readonly (Result | Later)[]> => {
  const [message, ...others] = messages
  if (message && others.length === 0) {
    const { type, id: messageId, correlationId } = message.delivery
    options.log.warn({ type, messageId, correlationId, err: fault }, 'handler threw')
    return [retry(reasonOf(fault))]
  }
  const results: (Result | Later)[] = []
  for (const one of messages) {
    results.push(...(one.delivery.alive() ? await handleBatch(handler, [one], options) : [abandoned]))
  }
  return results
}

/** Does what a handler left to the end of messages. Gives what becomes of them where that could not be done; never rejects. */
export const finish = async (
  last: () => Promise<unknown>,
  deliveries: readonly Delivery[],
  options: HandleOptions,
): Promise<Result | undefined> => {
  const { isUnavailable, log, timeoutMs = handlerTimeoutMs } = options
  const [{ type = '' } = {}] = deliveries
  for (let attempt = 0; ; attempt += 1) {
    try {
      const isDone = await withTimeout(
        timeoutMs,
        last().then(() => true),
        false,
      )
      if (isDone) return undefined
      log.warn({ type, messages: deliveries.length }, `not done in ${timeoutMs / 1_000} s, trying again`)
    } catch (err) {
      if (!isUnavailable(err)) {
        log.warn({ type, messages: deliveries.length, err }, 'what a handler left to the end failed')
        return retry(reasonOf(err))
      }
      log.warn({ type, messages: deliveries.length, err }, 'store or broker unavailable, trying again')
    }
    const ended = await hold(attempt, deliveries, options)
    if (ended !== undefined) return ended
  }
}

/** Waits before the next attempt at what a store or broker out of reach kept from being done; a result if there is to be none. */
const hold = async (
  attempt: number,
  deliveries: readonly Delivery[],
  { stopping, wait = pause }: HandleOptions,
): Promise<Result | undefined> => {
  await wait(backoffMs(attempt), stopping)
  if (stopping.aborted || !deliveries.some((delivery) => delivery.alive())) return abandoned
  const until = Math.min(...deliveries.map(({ receivedAt }) => receivedAt)) + longestHoldMs
  return Date.now() >= until ? deferred : undefined
}
