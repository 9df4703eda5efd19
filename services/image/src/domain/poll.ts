import type { CloudImage } from './cloud.ts'
import { ownFailure } from './failures.ts'
import { type Job, nextAttempt } from './job.ts'
import type { Moment } from './send.ts'
import { isSettled, settledAt } from './settle.ts'
import { type Decision, decided, jittered, nothing, wait } from './step.ts'

/** What a look at the image in the making comes to; null: Tencent does not know it (yet, or any more). */
export const afterPoll = (job: Job, image: CloudImage | null, moment: Moment): Decision => {
  if (job.phase.state !== 'CREATING' || (image !== null && image.imageId !== job.phase.imageId)) return nothing
  const { now, random, limits } = moment
  const { since, deadlineAt, imageId } = job.phase
  if (image?.state === 'NORMAL') {
    return decided([{ type: 'job.image-ready', data: { snapshotIds: image.snapshotIds } }])
  }
  if (image?.state === 'CREATEFAILED') return imageFailed(job, imageId, moment)
  if (image === null && now - since >= limits.missingForMs) return stuck('gongdan.ImageMissing', imageId)
  if (now >= deadlineAt) return stuck('gongdan.DeadlinePassed', `${imageId} is ${image?.state ?? 'not listed'}`)
  const inMs = jittered(Math.min(Math.max((now - since) / 10, limits.pollMs), limits.pollMaxMs), random)
  // Once or twice, not at every look from then on.
  const late = now - since - limits.slowImageMs
  return decided([], { inMs, alarms: late >= 0 && late < limits.pollMaxMs ? ['slow-image'] : [] })
}

const stuck = (code: Parameters<typeof ownFailure>[0], message: string): Decision =>
  decided([{ type: 'job.stuck', data: { failure: ownFailure(code, message) } }], { alarms: ['needs-operator'] })

/** A failed image keeps its name, so the next attempt has another; it must wait until nothing sent can take effect. */
const imageFailed = (job: Job, imageId: string, { now, limits }: Moment): Decision => {
  if (!isSettled(job, now)) return wait(settledAt(job) - now)
  const imageFact = { type: 'job.image-failed', data: { imageId } } as const
  if (nextAttempt(job) - job.firstAttempt < limits.attempts) return decided([imageFact])
  const failure = ownFailure('gongdan.CreateFailed', `${imageId} is CREATEFAILED`)
  return decided([imageFact, { type: 'job.failed', data: { traceId: null, failure } }])
}
