import type { Collection } from 'mongodb'
import type { Job } from '../domain/job.ts'
import type { ReconcilerStore } from '../domain/ports.ts'
import { type JobDocument, jobOf } from './jobDocument.ts'

/** `rounds`: when the reconciler's next round is due. */
export interface RoundDocument {
  readonly _id: 'reconciler'
  readonly nextAt: Date
}

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000
const BATCH = 200

export const createReconcilerStore = (
  jobs: Collection<JobDocument>,
  rounds: Collection<RoundDocument>,
): ReconcilerStore => ({
  claimRound: async () => {
    await rounds.updateOne({ _id: 'reconciler' }, { $setOnInsert: { nextAt: new Date(0) } }, { upsert: true })
    const claimed = await rounds.updateOne({ _id: 'reconciler', $expr: { $lte: ['$nextAt', '$$NOW'] } }, [
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
    const found = jobs.find({ region, state: 'DONE', missing: { $ne: true }, ...longDone }).batchSize(BATCH)
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
  markMissing: async (ticketUuids) => {
    await jobs.updateMany({ _id: { $in: [...ticketUuids] } }, { $set: { missing: true } })
  },
})
