import type { Answer, CloudImage } from './cloud.ts'
import { classOf } from './errorClasses.ts'
import { looksLikeFence } from './fence.ts'
import type { Job } from './job.ts'
import { sectionOf } from './section.ts'
import type { Moment } from './send.ts'
import { isSettled, settledAt } from './settle.ts'
import { backoffMs, type Decision, decided, nothing, wait } from './step.ts'

/** The name the applicant asked for. */
export const wantedName = (job: Job): string => sectionOf(job.details).image_name

/**
 * Whether to rename now; null: yes. Renaming gives the fencing name free, so it waits until nothing that was sent can
 * take effect; a name that could be some ticket's fence is never given.
 */
export const beforeRename = (job: Job, { now }: Moment): Decision | null => {
  if (job.phase.state !== 'NAMING') return nothing
  if (looksLikeFence(wantedName(job))) return keptFence('names that start with tkt- are kept for our own use')
  return isSettled(job, now) ? null : wait(settledAt(job) - now)
}

/** What is to be done after ModifyImageAttribute: a decision, or a look at the image's name first. */
export const afterRename = (job: Job, answer: Answer<null>, moment: Moment): Decision | 'read-name' => {
  if (job.phase.state !== 'NAMING') return nothing
  if (answer.kind === 'ok') return done('')
  if (answer.kind === 'unknown') return 'read-name'
  switch (classOf(answer.error.code)) {
    case 'adopt':
    case 'unknown':
      return 'read-name'
    case 'retry':
      return again(job, answer.error.code, moment)
    default:
      return keptFence(`${answer.error.code}: ${answer.error.message}`)
  }
}

/** The same once the image was read; null: it could not be read. `answer` is what ModifyImageAttribute said. */
export const afterReadingName = (
  job: Job,
  answer: Answer<null>,
  image: CloudImage | null,
  moment: Moment,
): Decision => {
  if (job.phase.state !== 'NAMING') return nothing
  if (image?.name === wantedName(job)) return done('')
  const taken = answer.kind === 'error' && classOf(answer.error.code) === 'adopt'
  if (image !== null && taken) return keptFence('another image bears the wanted name')
  return again(job, answer.kind === 'error' ? answer.error.code : 'no answer', moment)
}

const done = (warning: string): Decision => decided([{ type: 'job.done', data: { warning } }])

const keptFence = (why: string): Decision => done(`the image kept its technical name: ${why}`)

const again = (job: Job, why: string, { now, random, limits }: Moment): Decision => {
  const elapsed = job.phase.state === 'NAMING' ? now - job.phase.since : 0
  if (elapsed >= limits.nameForMs) return keptFence(`renaming did not succeed in time (${why})`)
  return wait(backoffMs(Math.floor(elapsed / 5_000), random))
}
