import type { JobEvent } from './events.ts'
import { type OwnCode, ownFailure } from './failures.ts'
import type { Limits } from './limits.ts'

/** What a decision depends on beside the job: the database's time (unix ms), a number in [0, 1), and the bounds. */
export interface DecisionContext {
  readonly now: number
  readonly random: number
  readonly limits: Limits
}

/** What needs a person's attention at once; the values of the metric's label. */
export const alarms = [
  'credentials-or-rights',
  'section-changed',
  'needs-operator',
  'surplus-image',
  'slow-image',
  'unlisted-code',
  'clock-differs',
] as const
export type Alarm = (typeof alarms)[number]

/** The result of a decision about a job: its events, when to look at the job again, and what to alarm about. */
export interface JobDecision {
  readonly events: readonly JobEvent[]
  /** Milliseconds until the job is due again (a job at rest is never due); null: its due time stays as it is. */
  readonly inMs: number | null
  readonly alarms: readonly Alarm[]
}

export const decided = (
  events: readonly JobEvent[],
  { inMs = 0, alarms = [] }: { readonly inMs?: number | null; readonly alarms?: readonly Alarm[] } = {},
): JobDecision => ({ events, inMs, alarms })

/** Nothing happened, and the due time stays as it is. */
export const nothing: JobDecision = { events: [], inMs: null, alarms: [] }

/** Nothing happened; the job is due again in `inMs` milliseconds. */
export const wait = (inMs: number): JobDecision => decided([], { inMs })

/** The job stops until an operator decides; `message` says what exactly is wrong. */
export const needsOperator = (code: OwnCode, message: string): JobDecision =>
  decided([{ type: 'job.stuck', data: { failure: ownFailure(code, message) } }], { alarms: ['needs-operator'] })

/**
 * Full-jitter back-off in milliseconds: up to 1 s, doubled with every attempt before, 60 s at most. `random` is in [0, 1).
 */
export const backOffMs = (attempts: number, random: number): number =>
  Math.round(100 + random * Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 10)))

/** Up to a fifth more or less, so that many jobs do not become due in step. */
export const jittered = (ms: number, random: number): number => Math.round(ms * (0.8 + 0.4 * random))
