import type { Db } from 'mongodb'

/** Comments are counted, and listed oldest first, by their ticket. */
export const up = async (db: Db): Promise<void> => {
  const comments = db.collection('comments')
  await comments.createIndex({ ticket: 1, createdAt: 1, _id: 1 }, { name: 'of-a-ticket' })
  await comments.createIndex(
    { unrelayedSince: 1 },
    { name: 'outbox', partialFilterExpression: { unrelayedSince: { $exists: true } } },
  )
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('comments').drop()
}
