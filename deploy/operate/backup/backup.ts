import { globSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { topology } from '@gongdan/contracts'
import { openParking, parkingQueues } from '@gongdan/messaging'
import { databaseName } from '@gongdan/store'
import { BSON, type ClientSession, MongoClient } from 'mongodb'
import { type Manifest, writeDocuments } from './files.ts'

/** The URLs of a system. */
export interface Urls {
  readonly mongodbUrl: string
  readonly amqpUrl: string
}

/** The owners of databases: every service that has migrations, and `operations` with the operators' audit. */
export const databaseOwners = (): readonly string[] => [
  ...globSync('*/migrations', { cwd: resolve(import.meta.dirname, '../../../services') }).map(dirname),
  'operations',
]

export const fileOf = (directory: string, service: string, name: string): string =>
  join(directory, service, `${name}.bson.gz`)
export const messagesFile = (directory: string): string => join(directory, 'messages.bson.gz')
export const manifestFile = (directory: string): string => join(directory, 'manifest.json')

const snapshot = { readConcern: { level: 'snapshot' } } as const

const backUpDatabase = async (
  client: MongoClient,
  session: ClientSession,
  url: string,
  service: string,
  to: string,
) => {
  const db = client.db(databaseName(url, service))
  const collections: Manifest['collections'] = []
  const found = await db.listCollections({}, { nameOnly: true }).toArray()
  for (const { name } of found.filter((one) => !one.name.startsWith('system.'))) {
    mkdirSync(join(to, service), { recursive: true, mode: 0o700 })
    const indexes = await db.collection(name).indexes()
    const documents = db.collection(name, snapshot).find({}, { session, raw: true, batchSize: 1_000 })
    const written = await writeDocuments(fileOf(to, service, name), documents as unknown as AsyncIterable<Uint8Array>)
    collections.push({ service, name, ...written, indexes: indexes as Manifest['collections'][number]['indexes'] })
  }
  return collections
}

const parkedMessages = async function* (amqpUrl: string) {
  const parking = await openParking(amqpUrl)
  try {
    for (const queue of parkingQueues(topology)) {
      const found: Uint8Array[] = []
      await parking.walk(queue, async ({ id, type, correlationId, replyTo, headers, body, origin }) => {
        const properties = { id, type, correlationId, ...(replyTo !== undefined && { replyTo }), headers }
        found.push(BSON.serialize({ queue, ...properties, body: new BSON.Binary(body), origin }))
        return true
      })
      yield* found
    }
  } finally {
    await parking.close()
  }
}

/**
 * Writes the databases of all services, as of one moment, into a new directory, while the system works. Messages in the
 * services' queues are not written: restoring publishes again what may have been on its way (restore.ts).
 * Rejects if the directory is not empty, or the snapshot expires before all of it was read.
 */
export const backUp = async ({ mongodbUrl, amqpUrl }: Urls, directory: string): Promise<Manifest> => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (readdirSync(directory).length > 0) throw new Error(`${directory} is not empty`)
  const client = await MongoClient.connect(mongodbUrl, { appName: 'backup', serverSelectionTimeoutMS: 10_000 })
  try {
    const at = Date.now()
    const collections: Manifest['collections'] = []
    await client.withSession({ snapshot: true }, async (session) => {
      for (const service of databaseOwners()) {
        collections.push(...(await backUpDatabase(client, session, mongodbUrl, service, directory)))
      }
    })
    const messages = await writeDocuments(messagesFile(directory), parkedMessages(amqpUrl))
    const manifest: Manifest = { format: 1, at, collections, messages }
    writeFileSync(`${manifestFile(directory)}.part`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${manifestFile(directory)}.part`, manifestFile(directory))
    return manifest
  } finally {
    await client.close()
  }
}
