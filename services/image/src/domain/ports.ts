import type { Actor } from '@gongdan/contracts'
import type { JobDecision } from './decision.ts'
import type { Job } from './job.ts'
import type { StepName } from './step.ts'

/** What led to a write, and who did it; null: the service itself. */
export interface Cause {
  readonly commandId: string
  readonly correlationId: string
  readonly by: Actor | null
}

/** A job under this worker's lease. */
export interface Claim {
  readonly job: Job
  readonly fence: number
  /** Reads for this job that failed in a row. */
  readonly failedReads: number
  /** The database's time, unix ms: never early, and late by no more than the claim took. */
  now(): number
  /** Milliseconds since the claim was asked for. */
  heldMs(): number
}

export interface SaveOptions {
  /** Keeps the lease, renewed, for what comes next. */
  readonly hold?: boolean
  /** Writes even if another worker has claimed the job since: an answer of Tencent's is never dropped. */
  readonly evenIfLost?: boolean
}

export interface Release {
  readonly claim: Claim
  /** Milliseconds until the job is due again; null: its due time stays as it is. */
  readonly inMs: number | null
  /** A read from Tencent failed, and is counted. */
  readonly failedRead?: boolean
}

/** `decide` is pure: it is called again with the newer job when the write loses a race. `now` is the database's, unix ms. */
export interface JobStore {
  load(ticketUuid: string): Promise<Job | null>
  /** Decides without a claim, for what comes from outside. Gives the job as it is then. */
  change(
    ticketUuid: string,
    cause: Cause,
    decide: (job: Job | undefined, now: number) => JobDecision,
  ): Promise<Job | null>
  /** Decides on a claimed job and ends the claim. Gives the job as it is then, or null when another worker has it. */
  save(claim: Claim, decide: (job: Job, now: number) => JobDecision, options?: SaveOptions): Promise<Job | null>
  /** Ends claims of jobs to which nothing happened. */
  release(claims: readonly Release[]): Promise<void>
}

/** A job that waits to be sent and is not claimed yet. */
export interface Candidate {
  readonly ticketUuid: string
  readonly region: string
  readonly instanceId: string
}

/** Work that the image worker finds due. */
export type DueWork = StepName | 'DELETE_FAILED' | 'RECONCILE'

export interface DueJobs {
  /** What is due now, in one statement. */
  dueWork(): Promise<readonly DueWork[]>
  /** The jobs that have been due to be sent for longest. */
  candidates(limit: number): Promise<readonly Candidate[]>
  /** Defers candidates until their instance is free, or `forMs` milliseconds have passed. */
  defer(ticketUuids: readonly string[], forMs: number): Promise<void>
  /** Claims the job that has been due for a step for longest, of those given if any are; null: there is none. */
  claim(step: StepName, among?: readonly string[]): Promise<Claim | null>
  /** Claims jobs that are due for a step together, all of one region. */
  claimTogether(step: StepName, limit: number): Promise<readonly Claim[]>
  /** Claims one job with a failed image to delete; after `retryMs` milliseconds it is due for that again. */
  claimWithFailedImage(retryMs: number): Promise<Claim | null>
}

/** One image at a time is made of an instance. */
export interface InstanceLocks {
  /** The first candidate of each instance that no other job holds. */
  free(candidates: readonly Candidate[]): Promise<readonly Candidate[]>
  /** Takes the instance for this ticket; false: another ticket holds it. */
  take(candidate: Candidate): Promise<boolean>
  /** The job is SENDING now, so the lock lasts as long as the job's work does and no longer. */
  begun(candidate: Candidate): Promise<void>
}

/** What the reconciler reads; it changes nothing but its own notes. */
export interface ReconcilerStore {
  /** Whether a round is due; then this worker makes it, and the next one is due a day later. */
  claimRound(): Promise<boolean>
  regions(): Promise<readonly string[]>
  jobs(ticketUuids: readonly string[]): Promise<ReadonlyMap<string, Job>>
  /** Jobs of a region that were done an hour ago or more and whose image is not noted as missing, some at a time. */
  done(region: string): AsyncIterable<readonly Job[]>
  /** Notes that a job's image is missing, so that it is reported once. */
  markMissing(ticketUuids: readonly string[]): Promise<void>
}
