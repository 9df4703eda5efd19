import type { Db } from 'mongodb'

/** What the gateway keeps goes by itself after 7 days (contract §5); due batches are found by `nextAt`. */
export const up = async (db: Db): Promise<void> => {
  await db.collection('idempotency').createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
  await db.collection('batches').createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
  // Finished batches have no nextAt and are not in the indexes, so looking for due ones costs the same at any size. Those of
  // a caller who has enough in hand are passed over in the index alone.
  const unfinished = { partialFilterExpression: { nextAt: { $exists: true } } }
  await db.collection('batches').createIndex({ nextAt: 1, caller: 1 }, unfinished)
  await db.collection('batches').createIndex({ correlationId: 1 }, unfinished)
  await db.collection('gateways').createIndex({ seenAt: 1 }, { expireAfterSeconds: 60 })
  await db.collection('stored_bytes').createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('idempotency').drop()
  await db.collection('batches').drop()
  await db.collection('gateways').drop()
  await db.collection('stored_bytes').drop()
}
