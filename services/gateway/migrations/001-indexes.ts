import type { Db } from 'mongodb'

/** What the gateway keeps goes by itself after 7 days (contract §5); due batches are found by `nextAt` alone. */
export const up = async (db: Db): Promise<void> => {
  await db.collection('idempotency').createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
  await db.collection('batches').createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
  // Finished batches have no nextAt and are not in the index, so looking for due ones costs the same at any size.
  await db.collection('batches').createIndex({ nextAt: 1 }, { partialFilterExpression: { nextAt: { $exists: true } } })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('idempotency').drop()
  await db.collection('batches').drop()
}
