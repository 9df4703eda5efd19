import type { JobEvent } from './events.ts'
import type { Job } from './job.ts'
import { holdsInstance } from './step.ts'

/** The event that is published to the ticket service; ids, time and seq are added by the adapter. */
export type Announcement =
  | { readonly type: 'image.creating' }
  | { readonly type: 'image.created'; readonly imageId: string; readonly warning: string }
  | ({ readonly type: 'image.failed' | 'image.needs-operator' } & {
      readonly code: string
      readonly message: string
      readonly text: string
      readonly textCn: string
    })

/**
 * What is announced of an event; null: nothing. `job` is the state after the event, so the result follows from the
 * history alone and is the same at every publication.
 */
export const announcementOf = (event: JobEvent, job: Job): Announcement | null => {
  switch (event.type) {
    case 'job.sending':
    case 'job.accepted':
    case 'job.adopted':
      return event.data.tell ? { type: 'image.creating' } : null
    case 'job.asked-again':
    case 'job.done':
    case 'job.failed':
    case 'job.stuck':
      return presentOutcome(job)
    default:
      return null
  }
}

const presentOutcome = (job: Job): Announcement | null => {
  const { phase } = job
  switch (phase.state) {
    case 'DONE':
      return { type: 'image.created', imageId: phase.imageId, warning: phase.warning }
    case 'FAILED':
      return { type: 'image.failed', ...phase.failure }
    case 'NEEDS_OPERATOR':
      return { type: 'image.needs-operator', ...phase.failure }
    default:
      return job.announced || holdsInstance(job) ? { type: 'image.creating' } : null
  }
}
