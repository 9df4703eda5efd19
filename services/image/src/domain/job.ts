import type { CloudError, InstanceTag } from './cloud.ts'
import { classOf } from './errorClasses.ts'
import type { JobEvent, UnknownReason } from './events.ts'
import type { Failure } from './failures.ts'

/** One CreateImage that was sent, or was about to be. `result` null: no answer yet. */
export interface Send {
  readonly traceId: string
  readonly attempt: number
  readonly sentAt: number
  readonly settleAt: number
  readonly result: 'image' | 'refused' | 'unknown' | null
}

/** An image of the ticket that is not the one its job has; the kinds are those of orphans.ts. */
export interface KnownOrphan {
  readonly imageId: string
  readonly kind: 'failed' | 'surplus'
}

/** Where a job stands. PENDING, SENDING and UNKNOWN have no image; the last three are at rest. */
export type Phase =
  | { readonly state: 'PENDING'; readonly lookFirst: boolean }
  | { readonly state: 'SENDING'; readonly traceId: string }
  | { readonly state: 'UNKNOWN'; readonly since: number; readonly because: UnknownReason }
  | { readonly state: 'CREATING'; readonly imageId: string; readonly since: number; readonly deadlineAt: number }
  | { readonly state: 'NAMING'; readonly imageId: string; readonly since: number }
  | { readonly state: 'DONE'; readonly imageId: string; readonly warning: string }
  | { readonly state: 'FAILED'; readonly failure: Failure }
  | { readonly state: 'NEEDS_OPERATOR'; readonly failure: Failure; readonly imageId: string | null }

/** The work on one ticket's image; its id is the ticket's. */
export interface Job {
  readonly ticketUuid: string
  /** The highest request number received; announcements carry it. */
  readonly request: number
  readonly region: string
  readonly instanceId: string
  /** The section's JSON text and its hash, as approved; what is sent is read from here (section.ts). */
  readonly details: string
  readonly detailsHash: string
  /** The tag that the instance must carry; null: none. */
  readonly tag: InstanceTag | null
  /** The present attempt, and the first one of the present request. */
  readonly attempt: number
  readonly firstAttempt: number
  readonly sends: readonly Send[]
  /** Since when (unix ms) and how often in a row Tencent has refused for reasons that pass. */
  readonly refusedSince: number | null
  readonly refusals: number
  readonly lastError: CloudError | null
  readonly snapshotIds: readonly string[]
  readonly orphans: readonly KnownOrphan[]
  /** Images that were orphans and are deleted. */
  readonly deleted: readonly string[]
  /** `image.creating` was announced for the present request. */
  readonly announced: boolean
  /** Those of the present request; announcements carry them. */
  readonly correlationId: string
  readonly causationId: string
  readonly phase: Phase
}

/** The image that the job has, or null. */
export const imageOf = ({ phase }: Job): string | null => ('imageId' in phase ? phase.imageId : null)

/** What a recorded event carries beside its data. */
interface EventMetadata {
  readonly at: number
  readonly commandId: string
  readonly correlationId: string
}

const first = (ticketUuid: string, event: JobEvent & EventMetadata): Job => {
  if (event.type !== 'job.requested') throw new Error(`a job cannot begin with ${event.type}`)
  const { lookFirst = false, tag = null, ...request } = event.data
  return {
    ticketUuid,
    ...request,
    tag,
    attempt: 1,
    firstAttempt: 1,
    sends: [],
    refusedSince: null,
    refusals: 0,
    lastError: null,
    snapshotIds: [],
    orphans: [],
    deleted: [],
    announced: false,
    correlationId: event.correlationId,
    causationId: event.commandId,
    phase: { state: 'PENDING', lookFirst },
  }
}

const withResult = (job: Job, traceId: string | null, result: Send['result']): readonly Send[] =>
  job.sends.map((send) => (send.traceId === traceId ? { ...send, result } : send))

const withOrphans = (job: Job, found: readonly KnownOrphan[]): readonly KnownOrphan[] => [
  ...job.orphans.filter((orphan) => !found.some(({ imageId }) => imageId === orphan.imageId)),
  ...found,
]

/**
 * Since when Tencent has refused in a row for reasons of this code's class, unix ms; null: its last answer was another.
 */
export const refusedSince = (job: Job, code: string): number | null =>
  job.lastError !== null && classOf(job.lastError.code) === classOf(code) ? job.refusedSince : null

const unrefused = { refusedSince: null, refusals: 0 }

/** The job after one more event. Pure. It takes every event in every state: the decisions keep the order. */
export const evolve = (job: Job | undefined, event: JobEvent & EventMetadata, ticketUuid: string): Job => {
  if (job === undefined) return first(ticketUuid, event)
  switch (event.type) {
    case 'job.requested':
      return job
    case 'job.asked-again':
      return {
        ...job,
        request: event.data.request,
        correlationId: event.correlationId,
        causationId: event.commandId,
      }
    case 'job.retried':
      return {
        ...job,
        ...unrefused,
        request: event.data.request,
        attempt: event.data.attempt,
        firstAttempt: event.data.attempt,
        announced: false,
        correlationId: event.correlationId,
        causationId: event.commandId,
        phase: { state: 'PENDING', lookFirst: true },
      }
    case 'job.sending': {
      const { traceId, attempt, sentAt, settleAt } = event.data
      return {
        ...job,
        sends: [...job.sends, { traceId, attempt, sentAt, settleAt, result: null }],
        announced: true,
        phase: { state: 'SENDING', traceId },
      }
    }
    case 'job.not-sent':
      return {
        ...job,
        sends: job.sends.filter((send) => send.traceId !== event.data.traceId),
        phase: { state: 'PENDING', lookFirst: false },
      }
    case 'job.accepted':
    case 'job.adopted': {
      const { imageId, attempt, deadlineAt } = event.data
      return {
        ...job,
        ...unrefused,
        attempt,
        sends: event.type === 'job.accepted' ? withResult(job, event.data.traceId, 'image') : job.sends,
        announced: true,
        phase: { state: 'CREATING', imageId, since: event.at, deadlineAt },
      }
    }
    case 'job.refused':
      return {
        ...job,
        sends: withResult(job, event.data.traceId, 'refused'),
        refusedSince: refusedSince(job, event.data.error.code) ?? event.at,
        refusals: job.refusals + 1,
        lastError: event.data.error,
        phase: { state: 'PENDING', lookFirst: false },
      }
    case 'job.doubted': {
      const { traceId, because, error } = event.data
      return {
        ...job,
        sends: withResult(job, traceId, because === 'duplicate' ? 'refused' : 'unknown'),
        lastError: error ?? job.lastError,
        phase: { state: 'UNKNOWN', since: event.at, because },
      }
    }
    case 'job.answered-late':
      return {
        ...job,
        sends: withResult(job, event.data.traceId, event.data.error === null ? 'image' : 'refused'),
        lastError: event.data.error ?? job.lastError,
      }
    case 'job.cleared':
      return { ...job, phase: { state: 'PENDING', lookFirst: false } }
    case 'job.image-ready': {
      const imageId = imageOf(job) ?? ''
      return {
        ...job,
        snapshotIds: event.data.snapshotIds,
        phase: { state: 'NAMING', imageId, since: event.at },
      }
    }
    case 'job.image-failed':
      return {
        ...job,
        orphans: withOrphans(job, [{ imageId: event.data.imageId, kind: 'failed' }]),
        attempt: nextAttempt(job),
        phase: { state: 'PENDING', lookFirst: false },
      }
    case 'job.strays-found':
      return {
        ...job,
        orphans: withOrphans(
          job,
          event.data.strays.map((stray) => ({ imageId: stray.imageId, kind: stray.delete ? 'failed' : 'surplus' })),
        ),
      }
    case 'job.stray-gone':
      return {
        ...job,
        orphans: job.orphans.filter(({ imageId }) => imageId !== event.data.imageId),
        deleted: [...job.deleted, event.data.imageId],
      }
    case 'job.done':
      return { ...job, phase: { state: 'DONE', imageId: imageOf(job) ?? '', warning: event.data.warning } }
    case 'job.failed':
      return {
        ...job,
        sends: withResult(job, event.data.traceId, 'refused'),
        phase: { state: 'FAILED', failure: event.data.failure },
      }
    case 'job.stuck':
      return {
        ...job,
        announced: false,
        phase: { state: 'NEEDS_OPERATOR', failure: event.data.failure, imageId: imageOf(job) },
      }
  }
}

/** The first attempt number whose fencing name was never sent. */
export const nextAttempt = (job: Job): number => Math.max(job.attempt, ...job.sends.map((send) => send.attempt)) + 1
