import type { Db } from 'mongodb'

/**
 * Every list is one index (decision 10), and so are the processes in use; the outbox is found by its age; "no such ticket" is
 * kept for 7 days. Rewritten before anything was deployed: databases of development begin anew (`npm start -- --fresh`).
 */
export const up = async (db: Db): Promise<void> => {
  const tickets = db.collection('tickets')
  await tickets.createIndex(
    { keys: 1, state: 1, createdAt: -1, _id: -1, tenant: 1, applicantUser: 1, type: 1 },
    { name: 'lists' },
  )
  await tickets.createIndex(
    { state: 1, processUuid: 1 },
    { name: 'processes-in-use', partialFilterExpression: { state: 'pending' } },
  )
  await tickets.createIndex(
    { unrelayedSince: 1 },
    { name: 'outbox', partialFilterExpression: { unrelayedSince: { $exists: true } } },
  )
  await db.collection('refusals').createIndex({ at: 1 }, { name: 'expiry', expireAfterSeconds: 7 * 24 * 3600 })
}
