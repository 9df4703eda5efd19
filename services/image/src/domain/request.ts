import { decided, type JobDecision, nothing } from './decision.ts'
import type { ApprovedSection } from './events.ts'
import { type Job, nextAttempt } from './job.ts'
import { sectionOf } from './section.ts'

/** A ticket's request for its image, with its number (decision 6). */
export interface ImageRequest extends ApprovedSection {
  readonly request: number
}

/**
 * What a request leads to. New ticket: a job. A number already seen: nothing. A higher one: a failed job starts again under
 * the next attempt's name, any other job announces its present outcome under the new number.
 *
 * @param lookFirst the ticket's image may exist already, so it is looked up before anything is sent
 * @throws ZodError or SyntaxError when the details of a new job are not an image section
 */
export const onRequest = (job: Job | undefined, wanted: ImageRequest, lookFirst = false): JobDecision => {
  if (job === undefined) {
    const section = sectionOf(wanted.details)
    const { request, details, detailsHash, tag = null } = wanted
    const approved = { request, details, detailsHash, ...(tag === null ? {} : { tag }) }
    const data = { ...approved, region: section.region, instanceId: section.instance_id }
    return decided([{ type: 'job.requested', data: lookFirst ? { ...data, lookFirst } : data }])
  }
  const { request } = wanted
  if (request <= job.request) return nothing
  return job.phase.state === 'FAILED'
    ? decided([{ type: 'job.retried', data: { request, attempt: nextAttempt(job) } }])
    : decided([{ type: 'job.asked-again', data: { request } }], { inMs: null })
}

/**
 * What becomes of a job that was restored from a backup. One that was about to send may have sent after the backup, so it is
 * looked up first, and by its marker: an image that has its final name has given its fencing name free (fence.ts).
 */
export const afterRestore = (job: Job | undefined): JobDecision =>
  job?.phase.state === 'PENDING' && !job.phase.lookFirst
    ? decided([{ type: 'job.doubted', data: { traceId: 'restored', because: 'no-answer', error: null } }])
    : nothing
