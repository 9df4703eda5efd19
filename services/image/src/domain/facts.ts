import type { CloudError } from './cloud.ts'
import type { Failure } from './failures.ts'

interface Happening<T extends string, D> {
  readonly type: T
  readonly data: D
}

/** The section as it was approved: JSON text, and the SHA-256 of that text at approval. */
export interface Approved {
  readonly details: string
  readonly detailsHash: string
}

export type Doubt = 'no-answer' | 'unlisted-code' | 'duplicate'

/**
 * Everything that can happen to a job. Its state is what these come to (job.ts). Times are the database's,
 * unix ms. `tell`: the ticket has not heard yet that work is on.
 */
export type JobFact =
  | Happening<
      'job.requested',
      Approved & {
        readonly request: number
        readonly region: string
        readonly instanceId: string
        /** What is there is looked for before anything is sent: an earlier life of the ticket may have had its image made. */
        readonly lookFirst?: true
      }
    >
  /** A higher number for a job that runs or is done: its present outcome is told again. */
  | Happening<'job.asked-again', { readonly request: number }>
  /** A failed job, or one that waits for a person, starts again under a new name. */
  | Happening<'job.retried', { readonly request: number; readonly attempt: number }>
  | Happening<
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
  | Happening<'job.not-sent', { readonly traceId: string }>
  | Happening<
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
  | Happening<'job.refused', { readonly traceId: string; readonly error: CloudError }>
  | Happening<'job.doubted', { readonly traceId: string; readonly because: Doubt; readonly error: CloudError | null }>
  /** An answer that came when the job had moved on: it only settles its send. Null error: it had made an image. */
  | Happening<'job.answered-late', { readonly traceId: string; readonly error: CloudError | null }>
  /** Nothing of ours was found, and nothing can come any more. */
  | Happening<'job.cleared', Record<never, never>>
  | Happening<
      'job.adopted',
      { readonly imageId: string; readonly attempt: number; readonly deadlineAt: number; readonly tell: boolean }
    >
  | Happening<'job.image-ready', { readonly snapshotIds: readonly string[] }>
  /** The image failed in the making; it becomes a stray to be deleted, and the next attempt may start. */
  | Happening<'job.image-failed', { readonly imageId: string }>
  | Happening<
      'job.strays-found',
      { readonly strays: readonly { readonly imageId: string; readonly delete: boolean }[] }
    >
  | Happening<'job.stray-gone', { readonly imageId: string }>
  | Happening<'job.done', { readonly warning: string }>
  | Happening<'job.failed', { readonly traceId: string | null; readonly failure: Failure }>
  | Happening<'job.stuck', { readonly failure: Failure }>
