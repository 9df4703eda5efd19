import type { Db } from 'mongodb'

/** No move of a ticket is counted twice; totals and what is to be added to them are found; what was is kept for an hour. */
export const up = async (db: Db): Promise<void> => {
  const countings = db.collection('countings')
  await countings.createIndex({ 'moves.ticket': 1, 'moves.from': 1 }, { name: 'moves', unique: true })
  await countings.createIndex({ 'deltas.name': 1 }, { name: 'totals', sparse: true })
  await countings.createIndex({ at: 1 }, { name: 'due', partialFilterExpression: { deltas: { $exists: true } } })
  await countings.createIndex({ foldedAt: 1 }, { name: 'expiry', expireAfterSeconds: 3600 })
}
