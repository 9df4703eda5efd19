import { type Aggregate, type AggregateDocument, type Lease, type Store, stateAt } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { JobEvent } from '../domain/events.ts'
import { evolve, imageOf, type Job } from '../domain/job.ts'
import { imageToDelete } from '../domain/orphans.ts'
import { type StepName, stepOf } from '../domain/step.ts'

/** When a job is due, and for what; all times by the database's clock. Never part of the history. */
export interface Schedule {
  readonly step: StepName | null
  readonly nextAt: Date
  /** Every claim raises the fence. */
  readonly lease: Lease & { readonly fence: number }
  /** Waits for its instance, and becomes due early when that is free. */
  readonly waiting: boolean
  /** Reads in a row that failed. */
  readonly tries: number
  /** It has a failed image to delete, and when that is due. */
  readonly hasOrphan: boolean
  readonly orphanAt: Date
}

/** `image_jobs`: one document a ticket, its `_id` the ticket's uuid. The fields beside the history follow from it. */
export type JobDocument = AggregateDocument<JobEvent> &
  Schedule & {
    readonly state: Job['phase']['state']
    readonly region: string
    readonly instanceId: string
    readonly imageId: string | null
    /** Proves that this service wrote down what was approved: no other job is carried out (decision 9). */
    readonly mac: string
    /** The reconciler has reported that its image is missing. */
    readonly missing?: boolean
  }

/** How a job's events become its state, and which fields of the document follow from it for queries. */
export const jobAggregate: Aggregate<Job, JobEvent> = {
  evolve,
  fields: (job) => ({
    state: job.phase.state,
    step: stepOf(job),
    region: job.region,
    instanceId: job.instanceId,
    imageId: imageOf(job),
    hasOrphan: imageToDelete(job) !== null,
  }),
  nameOf: (job) => job.ticketUuid,
}

export const jobsOf = (store: Pick<Store, 'db'>): Collection<JobDocument> => store.db.collection('image_jobs')

/** The same collection as the relay sees it. */
export const outboxOf = (store: Pick<Store, 'db'>): Collection<AggregateDocument<JobEvent>> =>
  store.db.collection('image_jobs')

/** What a job's `mac` covers: the ticket, and what was approved for it. */
export const approvedOf = ({ ticketUuid, details, detailsHash, region, instanceId }: Job): string =>
  JSON.stringify([ticketUuid, details, detailsHash, region, instanceId])

/** How many jobs are in each state; rejects when the database does not answer within a second. */
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
