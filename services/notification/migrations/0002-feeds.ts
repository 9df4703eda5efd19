import type { Db } from 'mongodb'

const DAY_S = 24 * 3_600

/** A feed is read in order and has no place twice. Listeners are promised 24 h; a repeated event is known for 7 days. */
export const up = async (db: Db): Promise<void> => {
  const entries = db.collection('feed_entries')
  await entries.createIndex({ user: 1, seq: 1 }, { name: 'place', unique: true })
  await entries.createIndex({ at: 1 }, { name: 'expiry', expireAfterSeconds: 7 * DAY_S })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('feed_entries').drop()
  await db.collection('feeds').drop()
}
