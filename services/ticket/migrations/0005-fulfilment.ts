import type { Db } from 'mongodb'

/**
 * What fulfillers can claim is found by type, the oldest first, and what a command holds by the command; only tickets that wait
 * for a fulfiller are in either. What a command claimed is kept for 7 days.
 */
export const up = async (db: Db): Promise<void> => {
  const tickets = db.collection('tickets')
  const partialFilterExpression = { 'fulfil.type': { $type: 'string' } }
  await tickets.createIndex(
    { 'fulfil.type': 1, createdAt: 1, _id: 1, 'claim.until': 1 },
    { name: 'fulfilment', partialFilterExpression },
  )
  await tickets.createIndex({ 'claim.commandId': 1 }, { name: 'claims', partialFilterExpression })
  await db.collection('claims').createIndex({ at: 1 }, { name: 'expiry', expireAfterSeconds: 7 * 24 * 3_600 })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('tickets').dropIndex('fulfilment')
  await db.collection('tickets').dropIndex('claims')
  await db.collection('claims').drop()
}
