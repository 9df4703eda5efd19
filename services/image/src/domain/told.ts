import type { JobFact } from './facts.ts'
import type { Job } from './job.ts'
import { holdsInstance } from './step.ts'

/** What the ticket hears; the envelope (ids, time, seq) is added where it is sent. */
export type Told =
  | { readonly type: 'image.creating' }
  | { readonly type: 'image.created'; readonly imageId: string; readonly warning: string }
  | ({ readonly type: 'image.failed' | 'image.needs-operator' } & {
      readonly code: string
      readonly message: string
      readonly text: string
      readonly textCn: string
    })

/** What is told of a fact that left the job like this; null: nothing. A function of the history alone. */
export const toldOf = (fact: JobFact, job: Job): Told | null => {
  switch (fact.type) {
    case 'job.sending':
    case 'job.accepted':
    case 'job.adopted':
      return fact.data.tell ? { type: 'image.creating' } : null
    case 'job.asked-again':
    case 'job.done':
    case 'job.failed':
    case 'job.stuck':
      return presentOutcome(job)
    default:
      return null
  }
}

const presentOutcome = (job: Job): Told | null => {
  const { phase } = job
  switch (phase.state) {
    case 'DONE':
      return { type: 'image.created', imageId: phase.imageId, warning: phase.warning }
    case 'FAILED':
      return { type: 'image.failed', ...phase.failure }
    case 'NEEDS_OPERATOR':
      return { type: 'image.needs-operator', ...phase.failure }
    default:
      return job.told || holdsInstance(job) ? { type: 'image.creating' } : null
  }
}
