import type { Db } from 'mongodb'

/** Only tickets that time will change are in it, the next one first. */
export const up = async (db: Db): Promise<void> => {
  await db
    .collection('tickets')
    .createIndex({ nextAt: 1 }, { name: 'timers', partialFilterExpression: { nextAt: { $gt: 0 } } })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('tickets').dropIndex('timers')
}
