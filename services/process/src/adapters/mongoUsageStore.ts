import type { Store } from '@gongdan/store'
import type { UsageStore } from './usageStore.ts'

/** A document a ticket, which stays as a tombstone: `processUuid` only while the ticket is pending (design decision 6). */
interface UsageDocument {
  readonly _id: string
  readonly seq: number
  readonly processUuid?: string
}

export const createMongoUsageStore = ({ db }: Store): UsageStore => {
  const usages = db.collection<UsageDocument>('usages')
  return {
    record: async (news) => {
      if (news.length === 0) return
      await usages.bulkWrite(
        news.flatMap(({ ticketUuid, seq, processUuid, pending }) => [
          // First a place, then the guarded write: an upsert under the guard itself would collide with what is newer.
          { updateOne: { filter: { _id: ticketUuid }, update: { $setOnInsert: { seq: 0 } }, upsert: true } },
          {
            updateOne: {
              filter: { _id: ticketUuid, seq: { $lt: seq } },
              update: pending ? { $set: { seq, processUuid } } : { $set: { seq }, $unset: { processUuid: true } },
            },
          },
        ]),
      )
    },
    inUse: async (processUuids) => {
      const found = await usages.distinct('processUuid', { processUuid: { $in: [...processUuids] } })
      return new Set(found.filter((uuid) => uuid !== undefined))
    },
  }
}
