import type { Db } from 'mongodb'
import type { StoredBytesStore } from '../batch/storedBytes.ts'

const expireAfterMs = 2 * 24 * 3_600_000

/** The collection `stored_bytes` of the gateway's database: a sum for each caller and day. */
export const mongoStoredBytesStore = (db: Db): StoredBytesStore => {
  const sums = db.collection<{ _id: string; caller: string; bytes: number; expireAt: Date }>('stored_bytes')
  return {
    add: async (day, bytes) => {
      const idOf = (caller: string) => `${day} ${caller}`
      const $setOnInsert = { expireAt: new Date(Date.now() + expireAfterMs) }
      const added = [...bytes].filter(([, own]) => own > 0)
      if (added.length > 0) {
        await sums.bulkWrite(
          added.map(([caller, own]) => ({
            updateOne: {
              filter: { _id: idOf(caller) },
              update: { $inc: { bytes: own }, $set: { caller }, $setOnInsert },
              upsert: true,
            },
          })),
          { ordered: false },
        )
      }
      const found = await sums.find({ _id: { $in: [...bytes.keys()].map(idOf) } }).toArray()
      return new Map(found.map((sum) => [sum.caller, sum.bytes]))
    },
  }
}
