import { isDuplicateKey, type Store, updateEach } from '@gongdan/store'
import type { Heads } from '../domain/ports.ts'

interface HeadDocument {
  readonly _id: string
  readonly seq: number
  readonly hash: string
}

/** Only a newer head takes the place of one that is there. */
const byNewer = { guard: { $lt: ['$seq', '$$own.seq'] }, becomes: { $mergeObjects: ['$$own'] } }

/** Heads of histories in MongoDB, a document a ticket. */
export const createMongoHeads = ({ db }: Pick<Store, 'db'>): Heads => {
  const heads = db.collection<HeadDocument>('heads')

  /** Gives whether all of them were new. */
  const insert = async (first: readonly HeadDocument[]): Promise<boolean> => {
    try {
      if (first.length > 0) await heads.insertMany(first, { ordered: false })
      return true
    } catch (fault) {
      if (!isDuplicateKey(fault)) throw fault
      return false
    }
  }
  /** Gives whether all of them took the place of an older one. */
  const replace = async (later: readonly HeadDocument[]): Promise<boolean> =>
    later.length === 0 || (await updateEach(heads, later, byNewer)) === later.length

  /** For those of which there may be one or not, and a newer one or not: several times the work. */
  const settle = async (any: readonly HeadDocument[]): Promise<void> => {
    const writes = any.map(({ _id, seq, hash }) => ({
      updateOne: { filter: { _id, seq: { $lt: seq } }, update: { $set: { seq, hash } }, upsert: true },
    }))
    const write = () =>
      heads.bulkWrite(writes, { ordered: false }).catch((fault: unknown) => {
        if (!isDuplicateKey(fault)) throw fault
        return null
      })
    // A key that is taken is a head that is no older, or one that another process made at this moment: then the second time tells.
    if ((await write()) === null) await write()
  }

  return {
    record: async (seen) => {
      const latest = new Map<string, HeadDocument>()
      for (const { ticketUuid, seq, hash } of seen) {
        if (hash !== '' && seq > (latest.get(ticketUuid)?.seq ?? 0))
          latest.set(ticketUuid, { _id: ticketUuid, seq, hash })
      }
      // Nearly always the first event of a ticket makes its head, and each later one takes the place of the one before.
      const first = [...latest.values()].filter(({ seq }) => seq === 1)
      const later = [...latest.values()].filter(({ seq }) => seq > 1)
      if (!(await insert(first))) await settle(first)
      if (!(await replace(later))) await settle(later)
    },
  }
}
