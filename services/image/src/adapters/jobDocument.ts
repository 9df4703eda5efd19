import { type Aggregate, type AggregateDocument, type Store, stateAt } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { JobFact } from '../domain/facts.ts'
import { evolve, imageOf, type Job } from '../domain/job.ts'
import { type StepName, stepOf } from '../domain/step.ts'
import { strayToDelete } from '../domain/strays.ts'

/** Who works on a job until when; every claim raises the fence. */
export interface Lease {
  readonly owner: string
  readonly until: Date
  readonly fence: number
}

/** When a job is to be looked at, and what for; all times by the database's clock. Never part of the history. */
export interface Schedule {
  readonly step: StepName | null
  readonly nextAt: Date
  readonly lease: Lease
  /** Waits for its instance, and may be woken before its time. */
  readonly waiting: boolean
  /** Reads in a row that failed. */
  readonly tries: number
  readonly hasStray: boolean
  readonly strayAt: Date
}

/** `image_jobs`: one document a ticket, its `_id` the ticket's uuid. The fields beside the history follow from it. */
export type JobDocument = AggregateDocument<JobFact> &
  Schedule & {
    readonly state: Job['phase']['state']
    readonly region: string
    readonly instanceId: string
    readonly imageId: string | null
    /** The reaper has reported that its image is there no more. */
    readonly gone?: boolean
  }

/** How a job's facts become its state, and what of that stands in the document for queries. */
export const jobAggregate: Aggregate<Job, JobFact> = {
  evolve,
  fields: (job) => ({
    state: job.phase.state,
    step: stepOf(job),
    region: job.region,
    instanceId: job.instanceId,
    imageId: imageOf(job),
    hasStray: strayToDelete(job) !== null,
  }),
  nameOf: (job) => job.ticketUuid,
}

export const jobsOf = (store: Pick<Store, 'db'>): Collection<JobDocument> => store.db.collection('image_jobs')

/** The same collection as the relay sees it. */
export const outboxOf = (store: Pick<Store, 'db'>): Collection<AggregateDocument<JobFact>> =>
  store.db.collection('image_jobs')

/** How many jobs are in each state; rejects when the database has not said so within a second. */
export const countByState = (
  jobs: Collection<JobDocument>,
): Promise<readonly { readonly state: Job['phase']['state']; readonly count: number }[]> =>
  jobs
    .aggregate<{ state: Job['phase']['state']; count: number }>(
      [{ $group: { _id: '$state', count: { $sum: 1 } } }, { $project: { _id: 0, state: '$_id', count: 1 } }],
      { timeoutMS: 1_000 },
    )
    .toArray()

/** The job of a document; undefined when it has no history. */
export const jobOf = (document: JobDocument | null): Job | undefined =>
  document === null ? undefined : stateAt(jobAggregate, document._id, document.history)
