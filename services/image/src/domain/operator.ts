import type { CloudImage } from './cloud.ts'
import { ownFailure } from './failures.ts'
import { parseMarker } from './fence.ts'
import { imageOf, type Job, nextAttempt } from './job.ts'
import type { Moment } from './send.ts'
import { isSettled } from './settle.ts'
import { type Decision, decided } from './step.ts'

/** What a person decides about a job that waits for one. */
export type Order =
  /** Take this image; `unmarked`: although it does not bear the ticket's marker. */
  | { readonly kind: 'adopt'; readonly image: CloudImage; readonly unmarked: boolean }
  /** Look once more for what is there, then make an image under a new name. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'give-up'; readonly reason: string }

/**
 * Why an order is not carried out: there is no such job, it does not wait for a person, what was sent can still take
 * effect, or the image is not the ticket's.
 */
export type OrderRefusal = 'no-such-job' | 'not-waiting' | 'not-settled' | 'not-marked'

/** What an order comes to. */
export const onOrder = (job: Job | undefined, order: Order, { now, limits }: Moment): Decision | OrderRefusal => {
  if (job === undefined) return 'no-such-job'
  if (job.phase.state !== 'NEEDS_OPERATOR') return 'not-waiting'
  switch (order.kind) {
    case 'adopt': {
      const mark = parseMarker(order.image.description)
      if (mark?.ticketUuid !== job.ticketUuid && !order.unmarked) return 'not-marked'
      const attempt = mark?.ticketUuid === job.ticketUuid ? mark.attempt : job.attempt
      const { imageId } = order.image
      const adopted = { imageId, attempt, deadlineAt: now + limits.deadlineMs, tell: !job.told }
      return decided([{ type: 'job.adopted', data: adopted }])
    }
    case 'retry':
      if (!isSettled(job, now)) return 'not-settled'
      return decided([{ type: 'job.retried', data: { request: job.request, attempt: nextAttempt(job) } }])
    case 'give-up': {
      const failure = ownFailure('gongdan.GivenUp', order.reason)
      return decided([{ type: 'job.failed', data: { traceId: null, failure } }])
    }
  }
}

/** Whether a person may delete an image: it bears a marker of ours, and no job needs it or could still come to need it. */
export const isSurplus = (job: Job | undefined, image: CloudImage): boolean => {
  if (parseMarker(image.description) === null) return false
  if (job === undefined) return true
  if (imageOf(job) === image.imageId) return false
  return imageOf(job) !== null || job.phase.state === 'FAILED' || image.state === 'CREATEFAILED'
}
