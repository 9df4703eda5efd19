import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Collection, Filter } from 'mongodb'
import type { StepName } from '../domain/step.ts'
import { type JobDocument, jobOf } from './jobDocument.ts'
import type { Claim } from './jobStore.ts'

/** A job that waits to be sent, before anybody claims it. */
export interface Candidate {
  readonly ticketUuid: string
  readonly region: string
  readonly instanceId: string
}

export interface DueJobs {
  /** The jobs that have been due to be sent for longest. */
  candidates(limit: number): Promise<readonly Candidate[]>
  /** Puts candidates off until their instance is free, or a while has passed. */
  putOff(ticketUuids: readonly string[], forMs: number): Promise<void>
  /** Claims the job that has been due for a step for longest, of those given if any are; null: there is none. */
  claim(step: StepName, among?: readonly string[]): Promise<Claim | null>
  /** Claims jobs that are due for a step together, all of one region. */
  claimTogether(step: StepName, limit: number): Promise<readonly Claim[]>
  /** Claims one job that has a stray to be deleted. */
  claimWithStray(retryMs: number): Promise<Claim | null>
}

/** Due and free, by the database's clock alone. */
const due = { $expr: { $and: [{ $lte: ['$nextAt', '$$NOW'] }, { $lt: ['$lease.until', '$$NOW'] }] } }

/** Claims by lease on `image_jobs`: a claim lasts `leaseMs`, raises the fence, and is let go of by the next write. */
export const createDueJobs = (jobs: Collection<JobDocument>, leaseMs: number): DueJobs => {
  const owner = randomUUID()
  const leased = (by: string) => ({
    owner: by,
    until: { $add: ['$$NOW', leaseMs] },
    fence: { $add: ['$lease.fence', 1] },
  })

  const claimOf = (document: JobDocument, askedAt: number): Claim => {
    const job = jobOf(document)
    if (job === undefined) throw new Error(`job ${document._id} has no history`)
    const { fence, until } = document.lease
    const heldMs = () => performance.now() - askedAt
    return { job, fence, tries: document.tries, heldMs, now: () => Math.ceil(until.getTime() - leaseMs + heldMs()) }
  }

  const claimOne = async (filter: Filter<JobDocument>, set: object): Promise<Claim | null> => {
    const askedAt = performance.now()
    const document = await jobs.findOneAndUpdate(filter, [{ $set: { lease: leased(owner), ...set } }], {
      sort: { nextAt: 1 },
      returnDocument: 'after',
    })
    return document === null ? null : claimOf(document, askedAt)
  }

  return {
    candidates: async (limit) => {
      const found = await jobs
        .find({ step: 'SEND', ...due }, { projection: { region: 1, instanceId: 1 }, sort: { nextAt: 1 }, limit })
        .toArray()
      return found.map(({ _id, region, instanceId }) => ({ ticketUuid: _id, region, instanceId }))
    },
    putOff: async (ticketUuids, forMs) => {
      if (ticketUuids.length === 0) return
      const nextAt = {
        $add: ['$$NOW', { $toInt: { $multiply: [forMs, { $add: [0.8, { $multiply: [0.4, { $rand: {} }] }] }] } }],
      }
      await jobs.updateMany({ _id: { $in: [...ticketUuids] }, step: 'SEND', ...due }, [
        { $set: { nextAt, waiting: true } },
      ])
    },
    claim: (step, among) =>
      claimOne({ step, ...due, ...(among === undefined ? {} : { _id: { $in: [...among] } }) }, {}),
    claimTogether: async (step, limit) => {
      const found = await jobs
        .find({ step, ...due }, { projection: { region: 1 }, sort: { nextAt: 1 }, limit })
        .toArray()
      const region = found[0]?.region
      if (region === undefined) return []
      const ids = found.filter((one) => one.region === region).map(({ _id }) => _id)
      const askedAt = performance.now()
      const by = randomUUID()
      await jobs.updateMany({ _id: { $in: ids }, step, ...due }, [{ $set: { lease: leased(by) } }])
      const claimed = await jobs.find({ _id: { $in: ids }, 'lease.owner': by }).toArray()
      return claimed.map((document) => claimOf(document, askedAt))
    },
    claimWithStray: (retryMs) =>
      claimOne(
        {
          hasStray: true,
          $expr: { $and: [{ $lte: ['$strayAt', '$$NOW'] }, { $lt: ['$lease.until', '$$NOW'] }] },
        },
        { strayAt: { $add: ['$$NOW', retryMs] } },
      ),
  }
}
