import { userKey } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import type { Delegates } from '../domain/ports.ts'

/** `delegates`: who acts for whom. Gone soon after it has ended. */
interface DelegateDocument {
  /** The delegation. */
  readonly _id: string
  /** The absent person and the delegate, as `userKey` has them. */
  readonly from?: string
  readonly to?: string
  readonly start?: Date
  readonly end: Date
  readonly types?: readonly string[]
  readonly processUuids?: readonly string[]
  readonly cancelled?: true
}

const isActive = { $expr: { $and: [{ $lte: ['$start', '$$NOW'] }, { $gt: ['$end', '$$NOW'] }] } }

/** Who acts for whom in MongoDB, a document a delegation. */
export const createMongoDelegates = ({ db }: Pick<Store, 'db'>): Delegates => {
  const delegates = db.collection<DelegateDocument>('delegates')
  return {
    record: async (events) => {
      const writes = events.map(
        ({ type, delegationUuid: _id, tenantUuid, from, to, types, processUuids, ...times }) => {
          const end = new Date(times.end)
          const made = {
            from: userKey({ tenantUuid, userUuid: from.userUuid }),
            to: userKey({ tenantUuid, userUuid: to.userUuid }),
            start: new Date(times.start),
            end,
            types,
            processUuids,
          }
          // In whichever order the two come, one that is cancelled stays so.
          const update =
            type === 'delegation.made' ? { $setOnInsert: made } : { $set: { ...made, cancelled: true as const } }
          return { updateOne: { filter: { _id }, update, upsert: true } }
        },
      )
      if (writes.length > 0) await delegates.bulkWrite(writes, { ordered: true })
    },
    find: async (absent) => {
      if (absent.length === 0) return new Map()
      const found = await delegates
        .find({ from: { $in: [...new Set(absent)] }, cancelled: { $exists: false }, ...isActive })
        .toArray()
      const pairs = found.flatMap(({ from = '', to: user = '', types = [], processUuids = [] }) => [
        { from, delegate: { user, types, processUuids } },
      ])
      return new Map(
        [...Map.groupBy(pairs, ({ from }) => from)].map(([from, own]) => [from, own.map(({ delegate }) => delegate)]),
      )
    },
  }
}
