import type { Db } from 'mongodb'

/** Delegations are found by the delegate while they last, counted by either person, and listed newest first. */
export const up = async (db: Db): Promise<void> => {
  const delegations = db.collection('delegations')
  await delegations.createIndex({ to: 1, cancelled: 1, end: 1 }, { name: 'to-a-person' })
  await delegations.createIndex({ from: 1, cancelled: 1, end: 1 }, { name: 'by-a-person' })
  await delegations.createIndex({ from: 1, createdAt: -1, _id: -1 }, { name: 'given' })
  await delegations.createIndex({ to: 1, createdAt: -1, _id: -1 }, { name: 'received' })
  await delegations.createIndex({ tenant: 1, createdAt: -1, _id: -1 }, { name: 'of-a-tenant' })
  await delegations.createIndex(
    { unrelayedSince: 1 },
    { name: 'outbox', partialFilterExpression: { unrelayedSince: { $exists: true } } },
  )
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('delegations').drop()
}
