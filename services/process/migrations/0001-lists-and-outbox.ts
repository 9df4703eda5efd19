import type { Db } from 'mongodb'

/** A list is one index; the outbox is found by its age; "no such process" is kept for 7 days. */
export const up = async (db: Db): Promise<void> => {
  const processes = db.collection('processes')
  await processes.createIndex(
    { 'state.status': 1, 'state.tenantUuid': 1, 'state.createdAt': -1, _id: -1 },
    { name: 'of-a-tenant' },
  )
  await processes.createIndex({ 'state.status': 1, 'state.createdAt': -1, _id: -1 }, { name: 'of-all' })
  await processes.createIndex(
    { unrelayedSince: 1 },
    { name: 'outbox', partialFilterExpression: { unrelayedSince: { $exists: true } } },
  )
  await db.collection('refusals').createIndex({ at: 1 }, { name: 'expiry', expireAfterSeconds: 7 * 24 * 3600 })
}
