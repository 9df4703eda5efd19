import type { Collection } from 'mongodb'
import type { Job } from '../domain/job.ts'
import { type JobDocument, jobOf } from './jobDocument.ts'

/** `rounds`: when the next round of the reaper is due. */
export interface RoundDocument {
  readonly _id: 'reaper'
  readonly nextAt: Date
}

export interface ReaperStore {
  /** Whether a round is due; then this worker makes it, and the next one is due a day later. */
  claimRound(): Promise<boolean>
  regions(): Promise<readonly string[]>
  jobs(ticketUuids: readonly string[]): Promise<ReadonlyMap<string, Job>>
  /** Jobs of a region that have been done for an hour and not been found without their image, some at a time. */
  done(region: string): AsyncIterable<readonly Job[]>
  /** Remembers that a job's image is gone, so that it is reported once. */
  markGone(ticketUuids: readonly string[]): Promise<void>
}

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000
const BATCH = 200

/** What the reaper reads. It changes nothing but its own marks. */
export const createReaperStore = (jobs: Collection<JobDocument>, rounds: Collection<RoundDocument>): ReaperStore => {
  let seeded = false
  return {
    claimRound: async () => {
      if (!seeded)
        await rounds.updateOne({ _id: 'reaper' }, { $setOnInsert: { nextAt: new Date(0) } }, { upsert: true })
      seeded = true
      const claimed = await rounds.updateOne({ _id: 'reaper', $expr: { $lte: ['$nextAt', '$$NOW'] } }, [
        { $set: { nextAt: { $add: ['$$NOW', DAY_MS] } } },
      ])
      return claimed.modifiedCount > 0
    },
    regions: () => jobs.distinct('region'),
    jobs: async (ticketUuids) => {
      const found = await jobs.find({ _id: { $in: [...ticketUuids] } }).toArray()
      return new Map(
        found.flatMap((document) => {
          const job = jobOf(document)
          return job === undefined ? [] : [[document._id, job] as const]
        }),
      )
    },
    done: async function* (region) {
      const longDone = { $expr: { $lt: ['$nextAt', { $subtract: ['$$NOW', HOUR_MS] }] } }
      const found = jobs.find({ region, state: 'DONE', gone: { $ne: true }, ...longDone }).batchSize(BATCH)
      let batch: Job[] = []
      for await (const document of found) {
        const job = jobOf(document)
        if (job !== undefined) batch.push(job)
        if (batch.length < BATCH) continue
        yield batch
        batch = []
      }
      yield batch
    },
    markGone: async (ticketUuids) => {
      await jobs.updateMany({ _id: { $in: [...ticketUuids] } }, { $set: { gone: true } })
    },
  }
}
