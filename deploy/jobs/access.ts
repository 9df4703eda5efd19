/**
 * Gives every service, and the migrations, a user of its own at the broker and in the database, with no more rights than
 * deploy/access says. `<USER>_AMQP_URL` and `<USER>_MONGODB_URL` are what that user is told itself: its password is taken
 * from there. Safe to run again, also after a right or a password was changed.
 */
import { readConfig } from '@gongdan/service'
import { z } from 'zod'
import { grantAtBroker } from './grantAtBroker.ts'
import { grantInDatabase } from './grantInDatabase.ts'
import { brokerRights, databaseRights } from './rights.ts'

const users = Object.keys(databaseRights())

// The hosts of a replica set are no URL's host; of these only the first is kept, for nobody connects to what is read here.
const credentials = (user: string) =>
  z
    .string()
    .transform((text) => URL.parse(text.replace(/,[^/]*/, '')))
    .refine(
      (url) => url?.username === user && url.password !== '',
      `Expected a URL with the user ${user} and a password`,
    )
    .transform((url) => decodeURIComponent(url?.password ?? ''))

/** What a user is told itself, by its name, is where its password stands. */
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
