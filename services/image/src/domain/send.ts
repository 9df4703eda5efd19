import type { CloudAnswer, CloudError, InstanceTag } from './cloud.ts'
import {
  type Alarm,
  backOffMs,
  type DecisionContext,
  decided,
  type JobDecision,
  jittered,
  nothing,
  wait,
} from './decision.ts'
import { classOf } from './errorClasses.ts'
import type { UnknownReason } from './events.ts'
import { type Failure, ownFailure, tencentFailure } from './failures.ts'
import { imageOf, type Job, refusedSince } from './job.ts'
import { isSettled, settledAt } from './settle.ts'

/**
 * The last decision before a call: the intent is written before CreateImage is called. `unchanged`: the section's hash
 * is the approved one. The call is made only if `job.sending` with this trace id was written (tencent §4.4).
 */
export const beforeSend = (
  job: Job,
  { traceId, unchanged }: { readonly traceId: string; readonly unchanged: boolean },
  { now, limits }: DecisionContext,
): JobDecision => {
  if (job.phase.state !== 'PENDING' || job.phase.lookFirst) return nothing
  if (!isSettled(job, now)) return wait(settledAt(job) - now)
  if (!unchanged) {
    const failure = ownFailure('gongdan.SectionChanged', 'the section does not have the hash of the approval')
    return decided([{ type: 'job.stuck', data: { failure } }], { alarms: ['section-changed', 'needs-operator'] })
  }
  const settleAt = now + limits.sendWithinMs + limits.settleMs
  const data = { traceId, attempt: job.attempt, sentAt: now, settleAt, tell: !job.announced }
  return decided([{ type: 'job.sending', data }])
}

/**
 * What the tags of a job's instance lead to before anything is sent: `send` when the instance carries the tag that the ticket
 * asks for, else the end of the job, an operator where Tencent says what no list has, or the wish to ask again when it did not tell.
 */
export const afterTags = (
  { tag }: Job,
  answer: CloudAnswer<readonly InstanceTag[] | null>,
): JobDecision | 'send' | 'ask-again' => {
  if (tag === null) return 'send'
  const failed = (failure: Failure, alarms: readonly Alarm[] = []) =>
    decided([{ type: 'job.failed', data: { traceId: null, failure } }], { alarms })
  if (answer.kind === 'unknown') return 'ask-again'
  if (answer.kind === 'error') {
    const failure = tencentFailure(answer.error)
    switch (classOf(answer.error.code)) {
      case 'terminal':
        return failed(failure)
      case 'alarm':
        return failed(failure, ['credentials-or-rights'])
      // It may pass or not, and no time would tell.
      case 'unlisted':
        return decided([{ type: 'job.stuck', data: { failure } }], { alarms: ['unlisted-code', 'needs-operator'] })
      default:
        return 'ask-again'
    }
  }
  if (answer.value?.some(({ key, value }) => key === tag.key && value === tag.value)) return 'send'
  return failed(ownFailure('gongdan.ForeignInstance', `expected ${tag.key}=${tag.value}`))
}

/** The call was not made in time, so nothing was sent. */
export const notSent = (job: Job, traceId: string, { random }: DecisionContext): JobDecision =>
  job.phase.state === 'SENDING' && job.phase.traceId === traceId
    ? decided([{ type: 'job.not-sent', data: { traceId } }], { inMs: backOffMs(0, random) })
    : nothing

/**
 * What the answer to a send leads to, in any state of the job: its worker may have been slow and another may have
 * continued. An image id is never dropped. The same answer a second time changes nothing.
 */
export const afterSend = (
  job: Job,
  traceId: string,
  answer: CloudAnswer<string>,
  context: DecisionContext,
): JobDecision => {
  if (answer.kind === 'ok') return withImage(job, traceId, answer.value, answer.requestId, context)
  const awaited = job.phase.state === 'SENDING' && job.phase.traceId === traceId
  if (!awaited) return answer.kind === 'error' ? afterLateError(job, traceId, answer.error) : nothing
  if (answer.kind === 'unknown') {
    return decided([{ type: 'job.doubted', data: { traceId, because: 'no-answer', error: null } }])
  }
  return withError(job, traceId, answer.error, context)
}

const isUncertain = (job: Job, traceId: string): boolean =>
  job.sends.some((send) => send.traceId === traceId && (send.result === null || send.result === 'unknown'))

/**
 * A refusal that comes when another worker has continued makes its send certain, unless it says that the image exists.
 */
const afterLateError = (job: Job, traceId: string, error: CloudError): JobDecision => {
  const kind = classOf(error.code)
  if (!isUncertain(job, traceId) || kind === 'unknown' || kind === 'unlisted') return nothing
  return kind === 'adopt' && job.phase.state === 'UNKNOWN'
    ? decided([{ type: 'job.doubted', data: { traceId, because: 'duplicate', error } }])
    : decided([{ type: 'job.answered-late', data: { traceId, error } }], { inMs: null })
}

const withImage = (
  job: Job,
  traceId: string,
  imageId: string,
  requestId: string,
  { now, limits }: DecisionContext,
): JobDecision => {
  const known = [imageOf(job), ...job.deleted, ...job.orphans.map((orphan) => orphan.imageId)].includes(imageId)
  const answeredLate = { type: 'job.answered-late', data: { traceId, error: null } } as const
  if (known) return isUncertain(job, traceId) ? decided([answeredLate], { inMs: null }) : nothing
  if (imageOf(job) !== null) {
    const strays = [{ imageId, delete: false }]
    const found = { type: 'job.strays-found', data: { strays } } as const
    return decided([answeredLate, found], { inMs: null, alarms: ['surplus-image'] })
  }
  // Not an orphan: if the ticket asks again, the look-up finds this image and adopts it.
  if (job.phase.state === 'FAILED') {
    return isUncertain(job, traceId) ? decided([answeredLate], { inMs: null, alarms: ['surplus-image'] }) : nothing
  }
  const attempt = job.sends.find((send) => send.traceId === traceId)?.attempt ?? job.attempt
  const data = { traceId, imageId, requestId, attempt, deadlineAt: now + limits.deadlineMs, tell: !job.announced }
  return decided([{ type: 'job.accepted', data }], { inMs: limits.pollMs })
}

const withError = (
  job: Job,
  traceId: string,
  error: CloudError,
  { now, random, limits }: DecisionContext,
): JobDecision => {
  const outcomeUnknown = (because: UnknownReason, alarms: readonly Alarm[] = []) =>
    decided([{ type: 'job.doubted', data: { traceId, because, error } }], { alarms })
  const refused = (forMs: number, inMs: number): JobDecision => {
    const refusal = { type: 'job.refused', data: { traceId, error } } as const
    const since = refusedSince(job, error.code)
    if (since === null || now - since < forMs) return decided([refusal], { inMs })
    const failure = { ...ownFailure('gongdan.RefusedTooLong', error.message), code: error.code }
    return decided([refusal, { type: 'job.stuck', data: { failure } }], { alarms: ['needs-operator'] })
  }
  const failed = (alarms: readonly Alarm[]) =>
    decided([{ type: 'job.failed', data: { traceId, failure: tencentFailure(error) } }], { alarms })
  switch (classOf(error.code)) {
    case 'retry':
      return refused(limits.retryForMs, backOffMs(job.refusals, random))
    case 'slow':
      return refused(limits.slowForMs, jittered(limits.slowEveryMs, random))
    case 'unknown':
      return outcomeUnknown('no-answer')
    case 'unlisted':
      return outcomeUnknown('unlisted-code', ['unlisted-code'])
    case 'adopt':
      return outcomeUnknown('duplicate')
    case 'terminal':
      return failed([])
    case 'alarm':
      return failed(['credentials-or-rights'])
  }
}
