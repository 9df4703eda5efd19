import type { CloudImage } from './cloud.ts'
import { type DecisionContext, decided, type JobDecision } from './decision.ts'
import { ownFailure } from './failures.ts'
import { parseMarker } from './fence.ts'
import { type Job, nextAttempt } from './job.ts'
import { isSettled } from './settle.ts'

/** What an operator decides about a job that waits for one. */
export type OperatorCommand =
  /** Take this image; `unmarked`: although it does not bear the ticket's marker. */
  | { readonly kind: 'adopt'; readonly image: CloudImage; readonly unmarked: boolean }
  /** Look up once more, then make an image under a new name. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'give-up'; readonly reason: string }

/**
 * Why an operator's command is not carried out: there is no such job, it does not wait for an operator, a send can still
 * take effect, the image does not bear the ticket's marker; there is no such image, a job needs it, Tencent did not answer,
 * or refused to delete it.
 */
export type OperatorRefusal =
  | 'no-such-job'
  | 'not-waiting'
  | 'not-settled'
  | 'not-marked'
  | 'no-such-image'
  | 'image-is-needed'
  | 'cloud-did-not-answer'
  | 'cloud-refused'

/** What an operator's command leads to. */
export const onOperatorCommand = (
  job: Job | undefined,
  command: OperatorCommand,
  { now, limits }: DecisionContext,
): JobDecision | OperatorRefusal => {
  if (job === undefined) return 'no-such-job'
  if (job.phase.state !== 'NEEDS_OPERATOR') return 'not-waiting'
  switch (command.kind) {
    case 'adopt': {
      const mark = parseMarker(command.image.description)
      if (mark?.ticketUuid !== job.ticketUuid && !command.unmarked) return 'not-marked'
      const attempt = mark?.ticketUuid === job.ticketUuid ? mark.attempt : job.attempt
      const { imageId } = command.image
      const adopted = { imageId, attempt, deadlineAt: now + limits.deadlineMs, tell: !job.announced }
      return decided([{ type: 'job.adopted', data: adopted }])
    }
    case 'retry':
      if (!isSettled(job, now)) return 'not-settled'
      return decided([{ type: 'job.retried', data: { request: job.request, attempt: nextAttempt(job) } }])
    case 'give-up': {
      const failure = ownFailure('gongdan.GivenUp', command.reason)
      return decided([{ type: 'job.failed', data: { traceId: null, failure } }])
    }
  }
}
