import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { OwnMac } from '@gongdan/messaging'
import { leaseFor, leaseIsFree } from '@gongdan/store'
import type { Collection, Filter } from 'mongodb'
import type { Logger } from 'pino'
import type { Claim, DueJobs, DueWork } from '../domain/ports.ts'
import { stepNames } from '../domain/step.ts'
import { approvedOf, type JobDocument, jobOf } from './jobDocument.ts'

/** Due and free, by the database's clock alone. */
const due = { $expr: { $and: [{ $lte: ['$nextAt', '$$NOW'] }, leaseIsFree] } }

const failedImageDue = {
  hasOrphan: true,
  $expr: { $and: [{ $lte: ['$orphanAt', '$$NOW'] }, leaseIsFree] },
}

/** The rows of `dueWork`: one for each kind of work that is due, and one while the reconciler's round is not. */
const rows = ({ collectionName: coll }: Collection<JobDocument>): readonly object[] => {
  const anyOf = (match: object, work: DueWork | 'RECONCILED') => [
    { $match: match },
    { $limit: 1 },
    { $project: { _id: 0, work: { $literal: work } } },
  ]
  const union = (from: string, pipeline: readonly object[]) => ({ $unionWith: { coll: from, pipeline } })
  return [
    ...anyOf(failedImageDue, 'DELETE_FAILED'),
    ...stepNames.map((step) => union(coll, anyOf({ step, ...due }, step))),
    union('rounds', anyOf({ _id: 'reconciler', $expr: { $gt: ['$nextAt', '$$NOW'] } }, 'RECONCILED')),
  ]
}

/**
 * Claims by lease on `image_jobs`: a claim lasts `leaseMs`, raises the fence, and is ended by the next write. A job that this
 * service did not write is never claimed, and is due no longer.
 */
export const createDueJobs = (
  jobs: Collection<JobDocument>,
  leaseMs: number,
  own: OwnMac,
  log: Pick<Logger, 'error'>,
): DueJobs => {
  const worker = randomUUID()
  const leased = (owner: string) => ({
    ...leaseFor(owner, leaseMs),
    fence: { $add: ['$lease.fence', 1] },
  })

  const isOwn = (document: JobDocument): boolean => {
    const job = jobOf(document)
    return job !== undefined && own.verify(approvedOf(job), document.mac)
  }
  const refuse = async (ticketUuid: string) => {
    log.error({ ticketUuid }, 'image job refused: this service did not write it')
    await jobs.updateOne({ _id: ticketUuid }, { $set: { step: null, hasOrphan: false } })
  }

  const claimOf = (document: JobDocument, askedAt: number): Claim => {
    const job = jobOf(document)
    if (job === undefined) throw new Error(`job ${document._id} has no history`)
    const { fence, until } = document.lease
    const heldMs = () => performance.now() - askedAt
    const now = () => Math.ceil(until.getTime() - leaseMs + heldMs())
    return { job, fence, failedReads: document.tries, heldMs, now }
  }

  const claimOne = async (filter: Filter<JobDocument>, set: object): Promise<Claim | null> => {
    for (;;) {
      const askedAt = performance.now()
      const document = await jobs.findOneAndUpdate(filter, [{ $set: { lease: leased(worker), ...set } }], {
        sort: { nextAt: 1 },
        returnDocument: 'after',
      })
      if (document === null) return null
      if (isOwn(document)) return claimOf(document, askedAt)
      await refuse(document._id)
    }
  }

  return {
    dueWork: async () => {
      const found = await jobs.aggregate<{ readonly work: DueWork | 'RECONCILED' }>([...rows(jobs)]).toArray()
      const works = found.map(({ work }) => work)
      return works.includes('RECONCILED')
        ? works.filter((work) => work !== 'RECONCILED')
        : [...works.filter((work) => work !== 'RECONCILED'), 'RECONCILE']
    },
    candidates: async (limit) => {
      const found = await jobs
        .find({ step: 'SEND', ...due }, { projection: { region: 1, instanceId: 1 }, sort: { nextAt: 1 }, limit })
        .toArray()
      return found.map(({ _id, region, instanceId }) => ({ ticketUuid: _id, region, instanceId }))
    },
    defer: async (ticketUuids, forMs) => {
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
      const owner = randomUUID()
      await jobs.updateMany({ _id: { $in: ids }, step, ...due }, [{ $set: { lease: leased(owner) } }])
      const claimed = await jobs.find({ _id: { $in: ids }, 'lease.owner': owner }).toArray()
      const [planted, genuine] = [claimed.filter((one) => !isOwn(one)), claimed.filter(isOwn)]
      await Promise.all(planted.map(({ _id }) => refuse(_id)))
      return genuine.map((document) => claimOf(document, askedAt))
    },
    claimWithFailedImage: (retryMs) => claimOne(failedImageDue, { orphanAt: { $add: ['$$NOW', retryMs] } }),
  }
}
