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
      const writes = [...latest.values()].map((head) => {
        const isKnown = { $gte: [{ $ifNull: ['$seq', 0] }, head.seq] }
        const update = [{ $replaceWith: { $cond: [isKnown, '$$ROOT', { $literal: head }] } }]
        return { updateOne: { filter: { _id: head._id }, update, upsert: true } }
      })
      if (writes.length === 0) return
      const write = () => heads.bulkWrite(writes, { ordered: false })
      // Another process may make the same document at the same time: by then it is there.
      await write().catch((fault: unknown) => (isDuplicateKey(fault) ? write() : Promise.reject(fault)))
    },
  }
}
