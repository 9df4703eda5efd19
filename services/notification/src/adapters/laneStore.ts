import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Store } from '@gongdan/store'

/** `lanes`: a receiver, and when something is due for it. Who has the lease works for it, and nobody else. */
interface LaneDocument {
  readonly _id: string
  readonly dueAt: Date
  /** The receiver is left alone until then, whatever comes in. */
  readonly notBefore: Date
  /** Counts what came in, so that who lets go notices what came while he was looking. */
  readonly news: number
  readonly lease: { readonly owner: string; readonly until: Date }
}

/** A lane in hand. */
export interface LaneClaim {
  readonly lane: string
  readonly owner: string
  readonly news: number
  /** The database's time of the claim. */
  readonly at: Date
  /** How long it has been in hand, in ms. */
  heldMs(): number
}

export interface LaneStore {
  /** Something was put into these lanes, due at once. */
  wake(lanes: readonly string[]): Promise<void>
  /** Takes the lane that has been due for longest and that nobody works for; null: there is none. */
  claim(): Promise<LaneClaim | null>
  /** Lets go: the next thing is due then (null: nothing is), but not before `pauseMs` from now. */
  release(claim: LaneClaim, next: Date | null, pauseMs?: number): Promise<void>
}

const IDLE = new Date('9999-12-31T00:00:00Z')
const FREE = { owner: '', until: new Date(0) }

/**
 * Every receiver has a lane of its own, so that a dead one delays nobody else. Leases and due times are by the database's
 * clock alone; nothing is scheduled in memory.
 */
export const createLaneStore = ({ db }: Pick<Store, 'db'>, leaseMs: number): LaneStore => {
  const lanes = db.collection<LaneDocument>('lanes')
  return {
    wake: async (names) => {
      if (names.length === 0) return
      const set = {
        dueAt: { $max: [{ $min: ['$dueAt', '$$NOW'] }, '$notBefore'] },
        news: { $add: [{ $ifNull: ['$news', 0] }, 1] },
        lease: { $ifNull: ['$lease', FREE] },
      }
      await lanes.bulkWrite(
        [...new Set(names)].map((_id) => ({ updateOne: { filter: { _id }, update: [{ $set: set }], upsert: true } })),
        { ordered: false },
      )
    },
    claim: async () => {
      const owner = randomUUID()
      const askedAt = performance.now()
      const claimed = await lanes.findOneAndUpdate(
        { $expr: { $and: [{ $lte: ['$dueAt', '$$NOW'] }, { $lt: ['$lease.until', '$$NOW'] }] } },
        [{ $set: { lease: { owner, until: { $add: ['$$NOW', leaseMs] } } } }],
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      if (claimed === null) return null
      const at = new Date(claimed.lease.until.getTime() - leaseMs)
      return { lane: claimed._id, owner, news: claimed.news, at, heldMs: () => performance.now() - askedAt }
    },
    release: async ({ lane, owner, news }, next, pauseMs = 0) => {
      const notBefore = { $add: ['$$NOW', pauseMs] }
      const mine = { _id: lane, 'lease.owner': owner }
      const dueAt = next === null ? IDLE : { $max: [next, notBefore] }
      const { matchedCount } = await lanes.updateOne({ ...mine, news }, [{ $set: { dueAt, notBefore, lease: FREE } }])
      if (matchedCount > 0) return
      // Something came in meanwhile, and has said when it is due.
      await lanes.updateOne(mine, [{ $set: { dueAt: { $max: ['$dueAt', notBefore] }, notBefore, lease: FREE } }])
    },
  }
}
