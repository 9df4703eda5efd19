import type { Db } from 'mongodb'

/** People wait in a collection of their own. Those who still wait among the webhooks are moved when they are due. */
export const up = async (db: Db): Promise<void> => {
  await db.collection('people_lanes').createIndex({ dueAt: 1 }, { name: 'due' })
}
