import type { CloudAnswer, CloudImage } from './cloud.ts'
import { backOffMs, type DecisionContext, decided, type JobDecision, nothing, wait } from './decision.ts'
import { classOf } from './errorClasses.ts'
import { looksLikeFence } from './fence.ts'
import type { Job } from './job.ts'
import { sectionOf } from './section.ts'
import { isSettled, settledAt } from './settle.ts'

/** The name the applicant asked for. */
export const wantedName = (job: Job): string => sectionOf(job.details).image_name

/**
 * Whether to rename now; null: yes. Renaming gives the fencing name free, so it waits until no send can take effect any
 * more; a name that could be another ticket's fencing name is never given.
 */
export const beforeRename = (job: Job, { now }: DecisionContext): JobDecision | null => {
  if (job.phase.state !== 'NAMING') return nothing
  if (looksLikeFence(wantedName(job))) return keptFence('names that start with tkt- are kept for our own use')
  return isSettled(job, now) ? null : wait(settledAt(job) - now)
}

/** What follows from ModifyImageAttribute's answer: a decision, or the image's name must be read first. */
export const afterRename = (
  job: Job,
  answer: CloudAnswer<null>,
  context: DecisionContext,
): JobDecision | 'read-name' => {
  if (job.phase.state !== 'NAMING') return nothing
  if (answer.kind === 'ok') return done('')
  if (answer.kind === 'unknown') return 'read-name'
  switch (classOf(answer.error.code)) {
    case 'adopt':
    case 'unknown':
      return 'read-name'
    case 'retry':
      return again(job, answer.error.code, context)
    default:
      return keptFence(`${answer.error.code}: ${answer.error.message}`)
  }
}

/** The same once the image was read; null: it could not be read. `answer` is ModifyImageAttribute's. */
export const afterReadingName = (
  job: Job,
  answer: CloudAnswer<null>,
  image: CloudImage | null,
  context: DecisionContext,
): JobDecision => {
  if (job.phase.state !== 'NAMING') return nothing
  if (image?.name === wantedName(job)) return done('')
  const taken = answer.kind === 'error' && classOf(answer.error.code) === 'adopt'
  if (image !== null && taken) return keptFence('another image bears the wanted name')
  return again(job, answer.kind === 'error' ? answer.error.code : 'no answer', context)
}

const done = (warning: string): JobDecision => decided([{ type: 'job.done', data: { warning } }])

const keptFence = (why: string): JobDecision => done(`the image kept its technical name: ${why}`)

const again = (job: Job, why: string, { now, random, limits }: DecisionContext): JobDecision => {
  const elapsed = job.phase.state === 'NAMING' ? now - job.phase.since : 0
  if (elapsed >= limits.nameForMs) return keptFence(`renaming did not succeed in time (${why})`)
  return wait(backOffMs(Math.floor(elapsed / 5_000), random))
}
