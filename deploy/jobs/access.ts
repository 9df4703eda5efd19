/**
 * Gives every service, and the migrations, a user of its own at the broker and in the database, with no more rights than
 * `rights.ts` (broker) and `deploy/access` (databases) say. `<USER>_AMQP_URL` and `<USER>_MONGODB_URL` are the URLs that the
 * user's service gets; the passwords are
 * taken from them. Safe to run again, also after a right or a password was changed.
 */

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readConfig } from '@gongdan/service'
import { MongoClient } from 'mongodb'
import { z } from 'zod'
import { type BrokerRights, brokerRights } from './rights.ts'

/** For each user the role of its name: what MongoDB's `createRole` takes. */
const DatabaseRights = z.record(
  z.string(),
  z.object({
    privileges: z.array(
      z.object({ resource: z.object({ db: z.string(), collection: z.string() }), actions: z.array(z.string()) }),
    ),
    roles: z.array(z.object({ db: z.string(), role: z.string() })),
  }),
)
type DatabaseRights = z.infer<typeof DatabaseRights>

/** The users' rights in the databases. */
const databaseRights = (): DatabaseRights =>
  DatabaseRights.parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../access/mongodb.json'), 'utf8')))

/**
 * Makes a role and a user of each name in the database `admin`, or brings them up to date. Rejects when MongoDB refuses,
 * or no primary is found within 30 s.
 */
const grantInDatabase = async (
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

/**
 * Makes the virtual hosts, users and permissions over RabbitMQ's management API, whose user info is that of an
 * administrator. Rejects when the broker refuses one.
 */
const grantAtBroker = async (
  adminUrl: string,
  rights: BrokerRights,
  passwordOf: (user: string) => string,
): Promise<void> => {
  const { username, password, origin } = new URL(adminUrl)
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
  const send = async (method: 'PUT' | 'POST', path: string, body: object) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await fetch(`${origin}/api/${path}`, { method, headers, body: JSON.stringify(body) })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`the broker answered ${response.status} to ${method} ${path}`)
  }
  // Users first: a permission is refused while its user is unknown.
  for (const { user } of rights.permissions)
    await send('PUT', `users/${user}`, { password: passwordOf(user), tags: '' })
  await send('POST', 'definitions', rights)
}

const users = Object.keys(databaseRights())

// Several hosts of a replica set are not a valid URL; only the first is kept, since this URL is only parsed.
const credentials = (user: string) =>
  z
    .string()
    .transform((text) => URL.parse(text.replace(/,[^/]*/, '')))
    .refine(
      (url) => url?.username === user && url.password !== '',
      `Expected a URL with the user ${user} and a password`,
    )
    .transform((url) => decodeURIComponent(url?.password ?? ''))

/** Reads the passwords from the users' URLs. */
const passwordsIn = (suffix: string) => {
  const nameOf = (user: string) => `${user.toUpperCase()}_${suffix}`
  const found = readConfig(z.object(Object.fromEntries(users.map((user) => [nameOf(user), credentials(user)]))))
  return (user: string) => found[nameOf(user)] ?? ''
}

const config = readConfig(
  z.object({
    RABBITMQ_ADMIN_URL: z.url({ protocol: /^https?$/ }),
    MONGODB_ADMIN_URL: z.string().startsWith('mongodb'),
  }),
)
await grantAtBroker(config.RABBITMQ_ADMIN_URL, brokerRights(), passwordsIn('AMQP_URL'))
await grantInDatabase(config.MONGODB_ADMIN_URL, databaseRights(), passwordsIn('MONGODB_URL'))
console.log(`rights given to ${users.join(', ')}`)
