import type { Db } from 'mongodb'

const DAY_S = 24 * 3_600

/**
 * Members take the place of holders: a document a user, so that a newer token's roles replace the older ones. Holders do not
 * say which token showed them; the next hour's tokens show the members anew.
 */
export const up = async (db: Db): Promise<void> => {
  const members = db.collection('members')
  await members.createIndex({ roles: 1 }, { name: 'of-a-role' })
  await members.createIndex({ seenAt: 1 }, { name: 'expiry', expireAfterSeconds: 90 * DAY_S })
  await db.collection('holders').drop()
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('members').drop()
  const holders = db.collection('holders')
  await holders.createIndex({ role: 1 }, { name: 'of-a-role' })
  await holders.createIndex({ seenAt: 1 }, { name: 'expiry', expireAfterSeconds: 90 * DAY_S })
}
