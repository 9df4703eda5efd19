import { MongoClient } from 'mongodb'
import type { DatabaseRights } from './rights.ts'

/**
 * Makes a role and a user of each name in the database `admin`, or brings them up to date. Rejects when MongoDB refuses,
 * or no primary is found within 30 s.
 */
export const grantInDatabase = async (
  adminUrl: string,
  rights: DatabaseRights,
  passwordOf: (user: string) => string,
): Promise<void> => {
  const client = await MongoClient.connect(adminUrl, { writeConcern: { w: 'majority' } })
  try {
    const admin = client.db('admin')
    for (const [name, { privileges, roles }] of Object.entries(rights)) {
      const known = await admin.command({ rolesInfo: name })
      await admin.command({ [known.roles.length === 0 ? 'createRole' : 'updateRole']: name, privileges, roles })
      const present = await admin.command({ usersInfo: name })
      const verb = present.users.length === 0 ? 'createUser' : 'updateUser'
      await admin.command({ [verb]: name, pwd: passwordOf(name), roles: [name] })
    }
  } finally {
    await client.close()
  }
}
