import { isDuplicateKey, type Store } from '@gongdan/store'
import type { Heads } from '../domain/ports.ts'

interface HeadDocument {
  readonly _id: string
  readonly seq: number
  readonly hash: string
}

/** Heads of histories in MongoDB, a document a ticket. */
export const createMongoHeads = ({ db }: Pick<Store, 'db'>): Heads => {
  const heads = db.collection<HeadDocument>('heads')
  return {
    record: async (seen) => {
      const latest = new Map<string, HeadDocument>()
      for (const { ticketUuid, seq, hash } of seen) {
        if (hash !== '' && seq > (latest.get(ticketUuid)?.seq ?? 0))
          latest.set(ticketUuid, { _id: ticketUuid, seq, hash })
      }
      // Only a newer head takes the place of one that is there.
      const writes = [...latest.values()].map(({ _id, seq, hash }) => ({
        updateOne: { filter: { _id, seq: { $lt: seq } }, update: { $set: { seq, hash } }, upsert: true },
      }))
      if (writes.length === 0) return
      const write = () =>
        heads.bulkWrite(writes, { ordered: false }).catch((fault: unknown) => {
          if (!isDuplicateKey(fault)) throw fault
          return null
        })
      // A key that is taken is a head that is no older, or one that another process made at this moment: then the second time tells.
      if ((await write()) === null) await write()
    },
  }
}
