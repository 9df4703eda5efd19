import type { Logger } from 'pino'
import { backoffMs, pause } from './backoff.ts'
import { type Delivery, toReceived } from './delivery.ts'
import { reasonOf } from './faults.ts'
import type { Subscription } from './message.ts'
import { type Outcome, retry } from './outcome.ts'

/** A delivery whose body its subscription has parsed. */
export interface Job {
  readonly delivery: Delivery
  readonly body: unknown
}

/**
 * Beside the handler's own outcomes, for a message against which nothing is known: `postponed`, it was held as long
 * as it may be; `left`, the consumer stops or its channel is gone, and somebody else will get it.
 */
export type Result = Outcome | { readonly kind: 'postponed' } | { readonly kind: 'left' }

// RabbitMQ closes a channel whose delivery is unacknowledged for 30 minutes.
const longestHoldMs = 25 * 60_000
/** No handler waits longer for a database or a broker, so what takes longer never ends, and others wait behind it. */
const hangsAfterMs = 120_000
const left: Result = { kind: 'left' }
const postponed: Result = { kind: 'postponed' }

export interface HandleOptions {
  readonly isUnavailable: (fault: unknown) => boolean
  /** Aborted when the consumer stops: what cannot be handled now is left to whoever gets it next. */
  readonly stopping: AbortSignal
  readonly log: Logger
  readonly wait?: typeof pause
  readonly hangsAfterMs?: number
}

/**
 * Runs a handler over a batch and answers one result for each job; never rejects. While a store or broker is out of
 * reach it keeps the jobs and tries again with back-off, as long as their channel lives. When the handler throws for
 * several at once, or hangs, each is tried alone, so that only those it throws for count an attempt.
 */
export const handleTogether = async (
  subscription: Subscription<unknown>,
  jobs: readonly Job[],
  holding: HandleOptions,
): Promise<readonly Result[]> => {
  const { isUnavailable, stopping, log, wait = pause } = holding
  const batch = jobs.map((job) => toReceived(job.delivery, job.body))
  const until = Math.min(...jobs.map((job) => job.delivery.receivedAt)) + longestHoldMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      const outcomes = await inTime(subscription.handle(batch), holding.hangsAfterMs ?? hangsAfterMs)
      if (outcomes.length === jobs.length) return outcomes
      throw new Error(`the handler gave ${outcomes.length} outcomes for ${jobs.length} messages`)
    } catch (fault) {
      if (!isUnavailable(fault)) return await retryOneByOne(subscription, jobs, holding, fault)
      log.warn({ type: jobs[0]?.delivery.type, messages: jobs.length, err: fault }, 'out of reach, trying again')
    }
    await wait(backoffMs(attempt), stopping)
    if (stopping.aborted || !jobs.some((job) => job.delivery.alive())) return jobs.map(() => left)
    if (Date.now() >= until) return jobs.map(() => postponed)
  }
}

const retryOneByOne = async (
  subscription: Subscription<unknown>,
  jobs: readonly Job[],
  holding: HandleOptions,
  fault: unknown,
): Promise<readonly Result[]> => {
  const [job, ...others] = jobs
  if (job && others.length === 0) {
    const { type, id: messageId, correlationId } = job.delivery
    holding.log.warn({ type, messageId, correlationId, err: fault }, 'handler threw')
    return [retry(reasonOf(fault))]
  }
  const results: Result[] = []
  for (const alone of jobs) {
    results.push(...(alone.delivery.alive() ? await handleTogether(subscription, [alone], holding) : [left]))
  }
  return results
}

const inTime = async <T>(handling: Promise<T>, ms: number): Promise<T> => {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`the handler gave no outcome in ${ms / 1_000} s`)), ms)
  try {
    return await Promise.race([handling, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
