import type { CloudImage } from './cloud.ts'
import { type DecisionContext, decided, type JobDecision, jittered, needsOperator, nothing, wait } from './decision.ts'
import { ownFailure } from './failures.ts'
import { type Job, nextAttempt } from './job.ts'
import { isSettled, settledAt } from './settle.ts'

/** What a poll of the image in the making leads to; null: Tencent does not list it (yet, or any more). */
export const afterPoll = (job: Job, image: CloudImage | null, context: DecisionContext): JobDecision => {
  if (job.phase.state !== 'CREATING' || (image !== null && image.imageId !== job.phase.imageId)) return nothing
  const { now, random, limits } = context
  const { since, deadlineAt, imageId } = job.phase
  if (image?.state === 'NORMAL') {
    return decided([{ type: 'job.image-ready', data: { snapshotIds: image.snapshotIds } }])
  }
  if (image?.state === 'CREATEFAILED') return imageFailed(job, imageId, context)
  if (image === null && now - since >= limits.missingForMs) return needsOperator('gongdan.ImageMissing', imageId)
  if (now >= deadlineAt) return needsOperator('gongdan.DeadlinePassed', `${imageId} is ${image?.state ?? 'not listed'}`)
  const inMs = jittered(Math.min(Math.max((now - since) / 10, limits.pollMs), limits.pollMaxMs), random)
  // Alarm once or twice, not at every poll from then on.
  const late = now - since - limits.slowImageMs
  return decided([], { inMs, alarms: late >= 0 && late < limits.pollMaxMs ? ['slow-image'] : [] })
}

/** A failed image keeps its name, so the next attempt has another; it waits until no send can take effect any more. */
const imageFailed = (job: Job, imageId: string, { now, limits }: DecisionContext): JobDecision => {
  if (!isSettled(job, now)) return wait(settledAt(job) - now)
  const imageFailed = { type: 'job.image-failed', data: { imageId } } as const
  if (nextAttempt(job) - job.firstAttempt < limits.attempts) return decided([imageFailed])
  const failure = ownFailure('gongdan.CreateFailed', `${imageId} is CREATEFAILED`)
  return decided([imageFailed, { type: 'job.failed', data: { traceId: null, failure } }])
}
