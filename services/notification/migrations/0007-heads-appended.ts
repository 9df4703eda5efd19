import type { Db } from 'mongodb'

const MANY = 1_000

/** Heads that had a document a ticket become documents of many. Broken off, it is run again, and tells some heads twice. */
export const up = async (db: Db): Promise<void> => {
  const heads = db.collection<{ _id: unknown }>('heads')
  for (;;) {
    const old = await heads.find({ seq: { $exists: true } }, { limit: MANY }).toArray()
    if (old.length === 0) return
    await heads.insertOne({ heads: old.map(({ _id: ticketUuid, ...head }) => ({ ticketUuid, ...head })) } as never)
    await heads.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })
  }
}

/** Documents of many stay: what was told is not forgotten. */
export const down = async (): Promise<void> => {}
