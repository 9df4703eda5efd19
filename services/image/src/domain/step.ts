import type { JobFact } from './facts.ts'
import type { Job } from './job.ts'

/** What is to be done for a job that is due. */
export const stepNames = ['SEND', 'LOOK_UP', 'POLL', 'NAME'] as const
export type StepName = (typeof stepNames)[number]

/** The step a job waits for; null: at rest. A job found SENDING lost its worker, so it is looked up. */
export const stepOf = ({ phase }: Job): StepName | null => {
  switch (phase.state) {
    case 'PENDING':
      return phase.lookFirst ? 'LOOK_UP' : 'SEND'
    case 'SENDING':
    case 'UNKNOWN':
      return 'LOOK_UP'
    case 'CREATING':
      return 'POLL'
    case 'NAMING':
      return 'NAME'
    case 'DONE':
    case 'FAILED':
    case 'NEEDS_OPERATOR':
      return null
  }
}

/** Whether the job keeps its instance to itself: one image at a time is made of an instance. */
export const holdsInstance = ({ phase }: Job): boolean =>
  phase.state === 'SENDING' || phase.state === 'UNKNOWN' || phase.state === 'CREATING'

/** Things a person must hear of at once; the names of a metric's label. */
export type Alarm =
  | 'credentials-or-rights'
  | 'section-changed'
  | 'needs-operator'
  | 'surplus-image'
  | 'slow-image'
  | 'unlisted-code'
  | 'clock-differs'

/** What a decision comes to: what happened, when to look at the job again, what a person must hear. */
export interface Decision {
  readonly facts: readonly JobFact[]
  /** Milliseconds until the next look (a job at rest has none whatever this says); null: as it was planned before. */
  readonly inMs: number | null
  readonly alarms: readonly Alarm[]
}

export const decided = (
  facts: readonly JobFact[],
  { inMs = 0, alarms = [] }: { readonly inMs?: number | null; readonly alarms?: readonly Alarm[] } = {},
): Decision => ({ facts, inMs, alarms })

/** Nothing is to be done, by whoever decided. */
export const nothing: Decision = { facts: [], inMs: null, alarms: [] }

/** Nothing happened; look again in a while. */
export const wait = (inMs: number): Decision => decided([], { inMs })

/** Full-jitter back-off: anything up to 1 s, doubled for every time it was tried before, 60 s at most. `random` in [0, 1). */
export const backoffMs = (tries: number, random: number): number =>
  Math.round(100 + random * Math.min(60_000, 1_000 * 2 ** Math.min(tries, 10)))

/** A fifth more or less, so that many jobs do not march in step. */
export const jittered = (ms: number, random: number): number => Math.round(ms * (0.8 + 0.4 * random))
