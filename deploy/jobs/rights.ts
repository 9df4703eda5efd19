import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

/** RabbitMQ's own format of definitions, so that an operator may import the file by other means. */
const BrokerRights = z.object({
  vhosts: z.array(z.object({ name: z.string() })),
  permissions: z.array(
    z.object({ user: z.string(), vhost: z.string(), configure: z.string(), write: z.string(), read: z.string() }),
  ),
  topic_permissions: z.array(
    z.object({ user: z.string(), vhost: z.string(), exchange: z.string(), write: z.string(), read: z.string() }),
  ),
})

export type BrokerRights = z.infer<typeof BrokerRights>

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
export type DatabaseRights = z.infer<typeof DatabaseRights>

const read = (name: string): unknown =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../access', name), 'utf8'))

/** Who may do what at the broker. */
export const brokerRights = (): BrokerRights => BrokerRights.parse(read('rabbitmq.json'))

/** Who may do what in the databases. */
export const databaseRights = (): DatabaseRights => DatabaseRights.parse(read('mongodb.json'))
