import type { Db } from 'mongodb'

const DAY_S = 24 * 3_600

/**
 * People are found by role, those of a role and those of a tenant by name, and by their user id; the name of a role is in the
 * token seen last. Who has not been seen for 90 days is forgotten.
 */
export const up = async (db: Db): Promise<void> => {
  const people = db.collection('people')
  await people.createIndex({ tenant: 1, 'roles.uuid': 1, name: 1, _id: 1 }, { name: 'of-a-role' })
  await people.createIndex({ tenant: 1, 'roles.uuid': 1, seenAt: -1 }, { name: 'names-of-roles' })
  await people.createIndex({ tenant: 1, name: 1, _id: 1 }, { name: 'of-a-tenant' })
  await people.createIndex({ user: 1 }, { name: 'of-a-user' })
  await people.createIndex({ seenAt: 1 }, { name: 'expiry', expireAfterSeconds: 90 * DAY_S })
  await db.collection('definitions').createIndex({ 'definition.tenantUuid': 1 }, { name: 'of-a-tenant' })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('people').drop()
  await db.collection('definitions').dropIndex('of-a-tenant')
}
