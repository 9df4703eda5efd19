import type { CloudError, InstanceTag } from './cloud.ts'
import type { Failure } from './failures.ts'

interface EventOf<T extends string, D> {
  readonly type: T
  readonly data: D
}

/** The section as it was approved: JSON text, and the SHA-256 of that text at approval. */
export interface ApprovedSection {
  readonly details: string
  readonly detailsHash: string
  /** The tag that the instance must carry when the image is made, null or left out for none. */
  readonly tag?: InstanceTag | null
}

/**
 * Why the outcome of a send is unknown. `no-answer`: no answer, or one from which it cannot be seen. `unlisted-code`: a
 * code that is in no documented list. `duplicate`: an image of that name exists, perhaps made by this very send.
 */
export type UnknownReason = 'no-answer' | 'unlisted-code' | 'duplicate'

/**
 * Everything that can happen to a job; its state is the fold of these (job.ts). Times are the database's, unix ms.
 * `tell`: the ticket has no `image.creating` for this request yet. The names are those of the stored histories and
 * stay; the code speaks of `job.doubted` as an unknown outcome and of strays as orphans.
 */
export type JobEvent =
  | EventOf<
      'job.requested',
      ApprovedSection & {
        readonly request: number
        readonly region: string
        readonly instanceId: string
        /** Look up before the first send: an earlier life of the ticket may have had its image made. */
        readonly lookFirst?: true
      }
    >
  /** A higher request number for a job that runs or is done: its present outcome is announced again. */
  | EventOf<'job.asked-again', { readonly request: number }>
  /** A failed job, or one that waits for an operator, starts again under a new name. */
  | EventOf<'job.retried', { readonly request: number; readonly attempt: number }>
  | EventOf<
      'job.sending',
      {
        readonly traceId: string
        readonly attempt: number
        readonly sentAt: number
        readonly settleAt: number
        readonly tell: boolean
      }
    >
  /** The call was not made after all. */
  | EventOf<'job.not-sent', { readonly traceId: string }>
  | EventOf<
      'job.accepted',
      {
        readonly traceId: string
        readonly imageId: string
        readonly requestId: string
        readonly attempt: number
        readonly deadlineAt: number
        readonly tell: boolean
      }
    >
  | EventOf<'job.refused', { readonly traceId: string; readonly error: CloudError }>
  | EventOf<
      'job.doubted',
      { readonly traceId: string; readonly because: UnknownReason; readonly error: CloudError | null }
    >
  /**
   * An answer that came when the job had moved on: it only makes its send's outcome certain. Null error: it made an
   * image.
   */
  | EventOf<'job.answered-late', { readonly traceId: string; readonly error: CloudError | null }>
  /** The look-up found nothing and every send is settled, so the job may send again. */
  | EventOf<'job.cleared', Record<never, never>>
  | EventOf<
      'job.adopted',
      { readonly imageId: string; readonly attempt: number; readonly deadlineAt: number; readonly tell: boolean }
    >
  | EventOf<'job.image-ready', { readonly snapshotIds: readonly string[] }>
  /** The image failed in the making; it becomes an orphan to be deleted, and the next attempt may start. */
  | EventOf<'job.image-failed', { readonly imageId: string }>
  | EventOf<'job.strays-found', { readonly strays: readonly { readonly imageId: string; readonly delete: boolean }[] }>
  | EventOf<'job.stray-gone', { readonly imageId: string }>
  | EventOf<'job.done', { readonly warning: string }>
  | EventOf<'job.failed', { readonly traceId: string | null; readonly failure: Failure }>
  | EventOf<'job.stuck', { readonly failure: Failure }>
