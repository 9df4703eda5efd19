import type { Job } from './job.ts'
import { type Decision, decided, nothing } from './step.ts'

/**
 * What a job comes to that was restored from a backup. One that was about to send may have sent since: its image is looked
 * for first, and by its marker, for once it has got its wanted name its fence is free (fence.ts).
 */
export const afterRestore = (job: Job | undefined): Decision =>
  job?.phase.state === 'PENDING' && !job.phase.lookFirst
    ? decided([{ type: 'job.doubted', data: { traceId: 'restored', because: 'no-answer', error: null } }])
    : nothing
