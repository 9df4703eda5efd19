import type { Approved } from './facts.ts'
import { type Job, nextAttempt } from './job.ts'
import { sectionOf } from './section.ts'
import { type Decision, decided, nothing } from './step.ts'

/** A ticket's wish for its image, with its number (design decision 6). */
export interface ImageRequest extends Approved {
  readonly request: number
}

/**
 * What a request comes to. New ticket: a job. A number already seen: nothing. A higher one: a failed job starts again
 * under the next attempt's name, any other job tells its present outcome under the new number.
 * Throws when the details of a new job are no image section. `lookFirst`: the ticket's image may be there already.
 */
export const onRequest = (job: Job | undefined, wish: ImageRequest, lookFirst = false): Decision => {
  if (job === undefined) {
    const section = sectionOf(wish.details)
    const { request, details, detailsHash } = wish
    const data = { request, details, detailsHash, region: section.region, instanceId: section.instance_id }
    return decided([{ type: 'job.requested', data: lookFirst ? { ...data, lookFirst } : data }])
  }
  const { request } = wish
  if (request <= job.request) return nothing
  return job.phase.state === 'FAILED'
    ? decided([{ type: 'job.retried', data: { request, attempt: nextAttempt(job) } }])
    : decided([{ type: 'job.asked-again', data: { request } }], { inMs: null })
}
