import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { FREE, type Lease, leaseFor, leaseIsFree, type Store } from '@gongdan/store'
import type { Collection } from 'mongodb'
import { type DeliveryLane, laneOf } from '../domain/delivery.ts'
import type { ReceiverQueue } from '../domain/ports.ts'

/** `lanes` and `people_lanes`: a receiver, and when something is due for it. */
interface ReceiverDocument {
  readonly _id: string
  readonly dueAt: Date
  /** The receiver is not served before this time, even if something is scheduled for it. */
  readonly notBefore: Date
  /** Counts what was scheduled, so that a release notices what came during its claim. */
  readonly news: number
  /** Whether a person asked for something since the last claim: then no pause follows it. */
  readonly woken?: boolean
  readonly lease: Lease
}

const NOTHING_DUE = new Date('9999-12-31T00:00:00Z')

/**
 * Receivers in MongoDB, a document each. Leases and due times are by the database's clock alone, so that any process
 * may die and another goes on.
 *
 * @param leaseMs how long a claim keeps other processes from a receiver
 * @param onScheduled called whenever something was scheduled here; must not throw
 */
export const createMongoReceiverQueue = (
  { db }: Pick<Store, 'db'>,
  leaseMs: number,
  onScheduled: () => void = () => {},
): ReceiverQueue => {
  const receiversOf: Readonly<Record<DeliveryLane, Collection<ReceiverDocument>>> = {
    webhooks: db.collection('lanes'),
    // A collection of its own: the next webhook that is due is found without a look at all people who wait.
    people: db.collection('people_lanes'),
  }

  /** @param due the fields that say when, of documents that may not be there yet */
  const announce = async (names: readonly string[], due: Readonly<Record<string, unknown>>): Promise<void> => {
    if (names.length === 0) return
    const set = { ...due, news: { $add: [{ $ifNull: ['$news', 0] }, 1] }, lease: { $ifNull: ['$lease', FREE] } }
    const write = (_id: string) => ({ updateOne: { filter: { _id }, update: [{ $set: set }], upsert: true } })
    const writes = [...Map.groupBy(new Set(names), laneOf)].map(([lane, own]) =>
      receiversOf[lane].bulkWrite(own.map(write), { ordered: false }),
    )
    await Promise.all(writes)
    onScheduled()
  }

  return {
    schedule: (names) => announce(names, { dueAt: { $max: [{ $min: ['$dueAt', '$$NOW'] }, '$notBefore'] } }),
    wake: (names) => announce(names, { dueAt: { $min: ['$dueAt', '$$NOW'] }, notBefore: '$$NOW', woken: true }),
    claim: async (lane) => {
      const owner = randomUUID()
      const askedAt = performance.now()
      const claimed = await receiversOf[lane].findOneAndUpdate(
        { $expr: { $and: [{ $lte: ['$dueAt', '$$NOW'] }, leaseIsFree] } },
        [{ $set: { lease: leaseFor(owner, leaseMs), woken: false } }],
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      if (claimed === null) return null
      const at = new Date(claimed.lease.until.getTime() - leaseMs)
      const heldMs = () => performance.now() - askedAt
      return { receiver: claimed._id, lane, owner, scheduled: claimed.news, at, heldMs }
    },
    release: async ({ receiver, lane, owner, scheduled }, next, pauseMs = 0) => {
      const notBefore = { $add: ['$$NOW', pauseMs] }
      const own = { _id: receiver, 'lease.owner': owner }
      const dueAt = next === null ? NOTHING_DUE : { $max: [next, notBefore] }
      const unchanged = { ...own, news: scheduled }
      const { matchedCount } = await receiversOf[lane].updateOne(unchanged, [
        { $set: { dueAt, notBefore, lease: FREE } },
      ])
      if (matchedCount > 0) return
      // Something was scheduled during the claim, and `dueAt` says when it is due.
      const paused = { $cond: ['$woken', '$$NOW', notBefore] }
      const due = { dueAt: { $max: ['$dueAt', paused] }, notBefore: paused }
      await receiversOf[lane].updateOne(own, [{ $set: { ...due, lease: FREE } }])
    },
  }
}
