import type { Answer, CloudError } from './cloud.ts'
import { classOf } from './errorClasses.ts'
import type { Doubt } from './facts.ts'
import { ownFailure, tencentFailure } from './failures.ts'
import { imageOf, type Job, refusedSince } from './job.ts'
import type { Limits } from './limits.ts'
import { isSettled, settledAt } from './settle.ts'
import { type Alarm, backoffMs, type Decision, decided, jittered, nothing, wait } from './step.ts'

/** What the moment brings into a decision: the database's time (unix ms), a number in [0, 1), and the bounds. */
export interface Moment {
  readonly now: number
  readonly random: number
  readonly limits: Limits
}

/**
 * The last decision before a call: the intent is written before CreateImage is made. `unchanged`: the section's hash is
 * the approved one. The call is made only if `job.sending` with this trace id was written.
 */
export const beforeSend = (
  job: Job,
  { traceId, unchanged }: { readonly traceId: string; readonly unchanged: boolean },
  { now, limits }: Moment,
): Decision => {
  if (job.phase.state !== 'PENDING' || job.phase.lookFirst) return nothing
  if (!isSettled(job, now)) return wait(settledAt(job) - now)
  if (!unchanged) {
    const failure = ownFailure('gongdan.SectionChanged', 'the section does not have the hash of the approval')
    return decided([{ type: 'job.stuck', data: { failure } }], { alarms: ['section-changed', 'needs-operator'] })
  }
  const settleAt = now + limits.sendWithinMs + limits.settleMs
  const data = { traceId, attempt: job.attempt, sentAt: now, settleAt, tell: !job.told }
  return decided([{ type: 'job.sending', data }])
}

/** The call was not made in time: nothing was sent. */
export const notSent = (job: Job, traceId: string, { random }: Moment): Decision =>
  job.phase.state === 'SENDING' && job.phase.traceId === traceId
    ? decided([{ type: 'job.not-sent', data: { traceId } }], { inMs: backoffMs(0, random) })
    : nothing

/**
 * What the answer to a send comes to, in whatever state it finds the job: its worker may have been slow and another may
 * have gone on. An image id is never dropped. Telling the same answer twice changes nothing.
 */
export const afterSend = (job: Job, traceId: string, answer: Answer<string>, moment: Moment): Decision => {
  if (answer.kind === 'ok') return withImage(job, traceId, answer.value, answer.requestId, moment)
  const awaited = job.phase.state === 'SENDING' && job.phase.traceId === traceId
  if (!awaited) return answer.kind === 'error' ? late(job, traceId, answer.error) : nothing
  if (answer.kind === 'unknown') {
    return decided([{ type: 'job.doubted', data: { traceId, because: 'no-answer', error: null } }])
  }
  return withError(job, traceId, answer.error, moment)
}

const isUncertain = (job: Job, traceId: string): boolean =>
  job.sends.some((send) => send.traceId === traceId && (send.result === null || send.result === 'unknown'))

/** A refusal that comes when another worker has gone on settles its send, unless it says that the image is there. */
const late = (job: Job, traceId: string, error: CloudError): Decision => {
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
  { now, limits }: Moment,
): Decision => {
  const known = [imageOf(job), ...job.deleted, ...job.strays.map((stray) => stray.imageId)].includes(imageId)
  const settles = { type: 'job.answered-late', data: { traceId, error: null } } as const
  if (known) return isUncertain(job, traceId) ? decided([settles], { inMs: null }) : nothing
  if (imageOf(job) !== null) {
    const strays = [{ imageId, delete: false }]
    const found = { type: 'job.strays-found', data: { strays } } as const
    return decided([settles, found], { inMs: null, alarms: ['surplus-image'] })
  }
  // Not a stray: if the ticket asks again, the look-up finds this image and takes it.
  if (job.phase.state === 'FAILED') {
    return isUncertain(job, traceId) ? decided([settles], { inMs: null, alarms: ['surplus-image'] }) : nothing
  }
  const attempt = job.sends.find((send) => send.traceId === traceId)?.attempt ?? job.attempt
  const data = { traceId, imageId, requestId, attempt, deadlineAt: now + limits.deadlineMs, tell: !job.told }
  return decided([{ type: 'job.accepted', data }], { inMs: limits.pollMs })
}

const withError = (job: Job, traceId: string, error: CloudError, { now, random, limits }: Moment): Decision => {
  const doubt = (because: Doubt, alarms: readonly Alarm[] = []) =>
    decided([{ type: 'job.doubted', data: { traceId, because, error } }], { alarms })
  const refused = (forMs: number, inMs: number): Decision => {
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
      return refused(limits.retryForMs, backoffMs(job.refusals, random))
    case 'slow':
      return refused(limits.slowForMs, jittered(limits.slowEveryMs, random))
    case 'unknown':
      return doubt('no-answer')
    case 'unlisted':
      return doubt('unlisted-code', ['unlisted-code'])
    case 'adopt':
      return doubt('duplicate')
    case 'terminal':
      return failed([])
    case 'alarm':
      return failed(['credentials-or-rights'])
  }
}
