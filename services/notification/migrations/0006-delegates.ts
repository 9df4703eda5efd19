import type { Db } from 'mongodb'

const DAY_S = 24 * 3_600

/** Who acts for an absent person is found by that person; a delegation that has ended is forgotten. */
export const up = async (db: Db): Promise<void> => {
  const delegates = db.collection('delegates')
  await delegates.createIndex({ from: 1 }, { name: 'of-a-person' })
  await delegates.createIndex({ end: 1 }, { name: 'expiry', expireAfterSeconds: DAY_S })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('delegates').drop()
}
