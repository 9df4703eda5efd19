import type { Store } from '@gongdan/store'
import type { NameStore } from '../domain/ports.ts'

interface NameDocument {
  readonly _id: string
  readonly name: string
  readonly at: number
}

/** Names of tenants and roles as verified tokens have shown them, a document a key of domain/names. */
export const createMongoNameStore = ({ db }: Store): NameStore => {
  const names = db.collection<NameDocument>('names')
  return {
    record: async (news) => {
      if (news.length === 0) return
      await names.bulkWrite(
        news.flatMap(({ key, name, at }) => [
          // The document is made first, then written under the guard: a guarded upsert would collide with a newer
          // document.
          { updateOne: { filter: { _id: key }, update: { $setOnInsert: { name, at } }, upsert: true } },
          { updateOne: { filter: { _id: key, at: { $lt: at } }, update: { $set: { name, at } } } },
        ]),
      )
    },
    find: async (keys) => {
      if (keys.length === 0) return new Map()
      const found = await names.find({ _id: { $in: [...new Set(keys)] } }).toArray()
      return new Map(found.map(({ _id, name }) => [_id, name]))
    },
  }
}
