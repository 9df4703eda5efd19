import type { Db } from 'mongodb'

/** Every list is one index (design decision 10); the outbox is found by its age; "no such ticket" is kept for 7 days. */
export const up = async (db: Db): Promise<void> => {
  await db
    .collection('tickets')
    .createIndex({ keys: 1, state: 1, createdAt: -1, _id: -1, tenant: 1, applicant: 1 }, { name: 'lists' })
  await db
    .collection('tickets')
    .createIndex(
      { unrelayedSince: 1 },
      { name: 'outbox', partialFilterExpression: { unrelayedSince: { $exists: true } } },
    )
  await db.collection('refusals').createIndex({ at: 1 }, { name: 'expiry', expireAfterSeconds: 7 * 24 * 3600 })
}
