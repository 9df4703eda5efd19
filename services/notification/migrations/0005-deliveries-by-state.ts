import type { Db } from 'mongodb'

/** The deliveries of a webhook are counted and listed by their state. */
export const up = async (db: Db): Promise<void> => {
  await db
    .collection('deliveries')
    .createIndex({ target: 1, state: 1, createdAt: -1, _id: -1 }, { name: 'log-by-state' })
}
