import type { Db } from 'mongodb'

const DAY_S = 24 * 3_600

/**
 * Holders are found by role, due lanes and deliveries by time, the log of a webhook newest first; expired documents are
 * removed by TTL.
 */
export const up = async (db: Db): Promise<void> => {
  const holders = db.collection('holders')
  await holders.createIndex({ role: 1 }, { name: 'of-a-role' })
  await holders.createIndex({ seenAt: 1 }, { name: 'expiry', expireAfterSeconds: 90 * DAY_S })

  const webhooks = db.collection('webhooks')
  await webhooks.createIndex(
    { 'state.status': 1, 'state.tenantUuid': 1, 'state.createdAt': -1, _id: -1 },
    { name: 'of-a-tenant' },
  )
  await webhooks.createIndex({ 'state.status': 1, 'state.createdAt': -1, _id: -1 }, { name: 'of-all' })
  await db.collection('refusals').createIndex({ at: 1 }, { name: 'expiry', expireAfterSeconds: 7 * DAY_S })

  const deliveries = db.collection('deliveries')
  await deliveries.createIndex(
    { lane: 1, dueAt: 1, 'notice.seq': 1 },
    { name: 'due', partialFilterExpression: { dueAt: { $type: 'date' } } },
  )
  await deliveries.createIndex({ target: 1, createdAt: -1, _id: -1 }, { name: 'log' })
  await deliveries.createIndex({ endedAt: 1 }, { name: 'expiry', expireAfterSeconds: 7 * DAY_S })

  // Not a partial one: a comparison with the database's own time would pass it by.
  await db.collection('lanes').createIndex({ dueAt: 1 }, { name: 'due' })
}
