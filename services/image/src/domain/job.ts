import type { CloudError } from './cloud.ts'
import { classOf } from './errorClasses.ts'
import type { Doubt, JobFact } from './facts.ts'
import type { Failure } from './failures.ts'

/** One CreateImage that was sent, or was about to be. Null: no answer yet. */
export interface Send {
  readonly traceId: string
  readonly attempt: number
  readonly sentAt: number
  readonly settleAt: number
  readonly result: 'image' | 'refused' | 'unknown' | null
}

/** An image of this ticket that is not the job's; `delete`: it failed in the making and may be deleted. */
export interface Stray {
  readonly imageId: string
  readonly delete: boolean
}

/** Where a job stands. PENDING, SENDING and UNKNOWN have no image; the last three are at rest. */
export type Phase =
  | { readonly state: 'PENDING'; readonly lookFirst: boolean }
  | { readonly state: 'SENDING'; readonly traceId: string }
  | { readonly state: 'UNKNOWN'; readonly since: number; readonly because: Doubt }
  | { readonly state: 'CREATING'; readonly imageId: string; readonly since: number; readonly deadlineAt: number }
  | { readonly state: 'NAMING'; readonly imageId: string; readonly since: number }
  | { readonly state: 'DONE'; readonly imageId: string; readonly warning: string }
  | { readonly state: 'FAILED'; readonly failure: Failure }
  | { readonly state: 'NEEDS_OPERATOR'; readonly failure: Failure; readonly imageId: string | null }

/** The work on one ticket's image. Its id is the ticket's. */
export interface Job {
  readonly ticketUuid: string
  /** The highest request number heard of; what is told bears it. */
  readonly request: number
  readonly region: string
  readonly instanceId: string
  /** JSON text and its hash, as approved; what is sent is read from here (section.ts). */
  readonly details: string
  readonly detailsHash: string
  /** The attempt in hand, and the first of the present request. */
  readonly attempt: number
  readonly firstAttempt: number
  readonly sends: readonly Send[]
  /** Since when, and how often, Tencent has refused in a row for passing reasons. */
  readonly refusedSince: number | null
  readonly refusals: number
  readonly lastError: CloudError | null
  readonly snapshotIds: readonly string[]
  readonly strays: readonly Stray[]
  /** Images that were strays and are gone. */
  readonly deleted: readonly string[]
  /** The present request was told that work is on. */
  readonly told: boolean
  /** Of the request that the job answers to (contract of events). */
  readonly correlationId: string
  readonly causationId: string
  readonly phase: Phase
}

/** The image the job holds to be its own, or null. */
export const imageOf = ({ phase }: Job): string | null => ('imageId' in phase ? phase.imageId : null)

interface Placed {
  readonly at: number
  readonly commandId: string
  readonly correlationId: string
}

const first = (ticketUuid: string, entry: JobFact & Placed): Job => {
  if (entry.type !== 'job.requested') throw new Error(`a job cannot begin with ${entry.type}`)
  const { lookFirst = false, ...request } = entry.data
  return {
    ticketUuid,
    ...request,
    attempt: 1,
    firstAttempt: 1,
    sends: [],
    refusedSince: null,
    refusals: 0,
    lastError: null,
    snapshotIds: [],
    strays: [],
    deleted: [],
    told: false,
    correlationId: entry.correlationId,
    causationId: entry.commandId,
    phase: { state: 'PENDING', lookFirst },
  }
}

const answered = (job: Job, traceId: string | null, result: Send['result']): readonly Send[] =>
  job.sends.map((send) => (send.traceId === traceId ? { ...send, result } : send))

const withStrays = (job: Job, found: readonly Stray[]): readonly Stray[] => [
  ...job.strays.filter((stray) => !found.some(({ imageId }) => imageId === stray.imageId)),
  ...found,
]

/** Since when Tencent has refused for reasons of this code's class, unix ms; null when it has not just now. */
export const refusedSince = (job: Job, code: string): number | null =>
  job.lastError !== null && classOf(job.lastError.code) === classOf(code) ? job.refusedSince : null

const unrefused = { refusedSince: null, refusals: 0 }

/** The job after one more fact. Pure; every fact is possible in every state, for the decisions see to it which happen. */
export const evolve = (before: Job | undefined, entry: JobFact & Placed, ticketUuid: string): Job => {
  if (before === undefined) return first(ticketUuid, entry)
  const job = before
  switch (entry.type) {
    case 'job.requested':
      return job
    case 'job.asked-again':
      return {
        ...job,
        request: entry.data.request,
        correlationId: entry.correlationId,
        causationId: entry.commandId,
      }
    case 'job.retried':
      return {
        ...job,
        ...unrefused,
        request: entry.data.request,
        attempt: entry.data.attempt,
        firstAttempt: entry.data.attempt,
        told: false,
        correlationId: entry.correlationId,
        causationId: entry.commandId,
        phase: { state: 'PENDING', lookFirst: true },
      }
    case 'job.sending': {
      const { traceId, attempt, sentAt, settleAt } = entry.data
      return {
        ...job,
        sends: [...job.sends, { traceId, attempt, sentAt, settleAt, result: null }],
        told: true,
        phase: { state: 'SENDING', traceId },
      }
    }
    case 'job.not-sent':
      return {
        ...job,
        sends: job.sends.filter((send) => send.traceId !== entry.data.traceId),
        phase: { state: 'PENDING', lookFirst: false },
      }
    case 'job.accepted':
    case 'job.adopted': {
      const { imageId, attempt, deadlineAt } = entry.data
      return {
        ...job,
        ...unrefused,
        attempt,
        sends: entry.type === 'job.accepted' ? answered(job, entry.data.traceId, 'image') : job.sends,
        told: true,
        phase: { state: 'CREATING', imageId, since: entry.at, deadlineAt },
      }
    }
    case 'job.refused':
      return {
        ...job,
        sends: answered(job, entry.data.traceId, 'refused'),
        refusedSince: refusedSince(job, entry.data.error.code) ?? entry.at,
        refusals: job.refusals + 1,
        lastError: entry.data.error,
        phase: { state: 'PENDING', lookFirst: false },
      }
    case 'job.doubted': {
      const { traceId, because, error } = entry.data
      return {
        ...job,
        sends: answered(job, traceId, because === 'duplicate' ? 'refused' : 'unknown'),
        lastError: error ?? job.lastError,
        phase: { state: 'UNKNOWN', since: entry.at, because },
      }
    }
    case 'job.answered-late':
      return {
        ...job,
        sends: answered(job, entry.data.traceId, entry.data.error === null ? 'image' : 'refused'),
        lastError: entry.data.error ?? job.lastError,
      }
    case 'job.cleared':
      return { ...job, phase: { state: 'PENDING', lookFirst: false } }
    case 'job.image-ready': {
      const imageId = imageOf(job) ?? ''
      return {
        ...job,
        snapshotIds: entry.data.snapshotIds,
        phase: { state: 'NAMING', imageId, since: entry.at },
      }
    }
    case 'job.image-failed':
      return {
        ...job,
        strays: withStrays(job, [{ imageId: entry.data.imageId, delete: true }]),
        attempt: nextAttempt(job),
        phase: { state: 'PENDING', lookFirst: false },
      }
    case 'job.strays-found':
      return { ...job, strays: withStrays(job, entry.data.strays) }
    case 'job.stray-gone':
      return {
        ...job,
        strays: job.strays.filter(({ imageId }) => imageId !== entry.data.imageId),
        deleted: [...job.deleted, entry.data.imageId],
      }
    case 'job.done':
      return { ...job, phase: { state: 'DONE', imageId: imageOf(job) ?? '', warning: entry.data.warning } }
    case 'job.failed':
      return {
        ...job,
        sends: answered(job, entry.data.traceId, 'refused'),
        phase: { state: 'FAILED', failure: entry.data.failure },
      }
    case 'job.stuck':
      return {
        ...job,
        told: false,
        phase: { state: 'NEEDS_OPERATOR', failure: entry.data.failure, imageId: imageOf(job) },
      }
  }
}

/** A number whose fencing name was never sent. */
export const nextAttempt = (job: Job): number => Math.max(job.attempt, ...job.sends.map((send) => send.attempt)) + 1
