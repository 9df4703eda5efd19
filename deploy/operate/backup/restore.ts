import { readFileSync } from 'node:fs'
import { topology } from '@gongdan/contracts'
import { consumedQueues, openBus, openParking, type ParkedMessage, parkingQueues } from '@gongdan/messaging'
import type { Logger } from '@gongdan/service'
import { connect, databaseName } from '@gongdan/store'
import { type Binary, BSON, type Document, MongoClient } from 'mongodb'
import { noteRestore } from '../../../services/image/src/public.ts'
import { migrateAll } from '../../jobs/migrateAll.ts'
import { inBatches } from '../verify/difference.ts'
import { databaseOwners, fileOf, manifestFile, messagesFile, type Urls } from './backup.ts'
import { hashOf, Manifest, readDocuments } from './files.ts'
import { sendAgain } from './sendAgain.ts'

export interface Restored {
  readonly documents: number
  readonly messages: number
  /** Aggregates whose latest events are published again. */
  readonly sentAgain: number
  /** Image jobs that look for their image before they call CreateImage. */
  readonly lookingFirst: number
}

/** Reads the manifest and compares every file with it. Rejects when one is missing or was changed. */
const readManifest = async (directory: string): Promise<Manifest> => {
  const manifest = Manifest.parse(JSON.parse(readFileSync(manifestFile(directory), 'utf8')))
  const files = manifest.collections.map((one) => [fileOf(directory, one.service, one.name), one.sha256] as const)
  for (const [file, sha256] of [...files, [messagesFile(directory), manifest.messages.sha256] as const]) {
    if ((await hashOf(file)) !== sha256) throw new Error(`${file} is not as it was written`)
  }
  return manifest
}

const refuseUnlessEmpty = async (client: MongoClient, { mongodbUrl, amqpUrl }: Urls) => {
  for (const service of databaseOwners()) {
    const name = databaseName(mongodbUrl, service)
    const found = await client.db(name).listCollections({}, { nameOnly: true }).toArray()
    if (found.length > 0) throw new Error(`the database ${name} is not empty`)
  }
  const parking = await openParking(amqpUrl)
  try {
    for (const name of [...consumedQueues(topology), ...parkingQueues(topology)]) {
      if (await parking.isConsumed(name)) throw new Error(`the queue ${name} has consumers: stop the services first`)
      if ((await parking.count(name)) > 0) throw new Error(`the queue ${name} is not empty`)
    }
  } finally {
    await parking.close()
  }
}

const restoreCollections = async (client: MongoClient, url: string, directory: string, { collections }: Manifest) => {
  for (const { service, name, indexes } of collections) {
    const collection = client.db(databaseName(url, service)).collection<Document>(name)
    for await (const batch of inBatches(readDocuments(fileOf(directory, service, name)))) {
      await collection.insertMany([...batch], { ordered: false })
    }
    for (const { key, v: _, ...options } of indexes.filter((index) => index.name !== '_id_')) {
      await collection.createIndex(key as never, options)
    }
  }
}

/** A message as `backUp` wrote it. */
const messageOf = ({ body, ...others }: Document): ParkedMessage =>
  ({ ...others, body: Buffer.from((body as Binary).buffer) }) as unknown as ParkedMessage

const restoreMessages = async (amqpUrl: string, directory: string) => {
  const parking = await openParking(amqpUrl)
  let count = 0
  try {
    for await (const document of readDocuments(messagesFile(directory))) {
      const { queue, ...message } = BSON.deserialize(BSON.serialize(document))
      await parking.restore(queue, messageOf(message))
      count += 1
    }
  } finally {
    await parking.close()
  }
  return count
}

/**
 * Restores a backup into an empty database and an empty broker that no service uses. What may have been on its way at the time
 * of the backup is published again: every event of the last `resendHours` hours, which consumers recognise by its id. Batches
 * and commands are repeated by gateways and clients, as after any loss. Rejects, with nothing changed, if the backup is
 * incomplete or the target is not empty.
 */
export const restore = async (urls: Urls, directory: string, resendHours: number, log: Logger): Promise<Restored> => {
  const manifest = await readManifest(directory)
  const bus = await openBus({ url: urls.amqpUrl, service: 'restore', topology, log })
  await bus.close()
  const client = await MongoClient.connect(urls.mongodbUrl, {
    appName: 'restore',
    serverSelectionTimeoutMS: 10_000,
    writeConcern: { w: 'majority', journal: true },
  })
  try {
    await refuseUnlessEmpty(client, urls)
    await restoreCollections(client, urls.mongodbUrl, directory, manifest)
  } finally {
    await client.close()
  }
  await migrateAll(urls.mongodbUrl)
  const sentAgain = await sendAgain(urls.mongodbUrl, new Date(manifest.at), resendHours)
  const image = await connect(urls.mongodbUrl, 'image')
  const lookingFirst = await noteRestore(image)
  await image.close()
  const messages = await restoreMessages(urls.amqpUrl, directory)
  const documents = manifest.collections.reduce((sum, one) => sum + one.documents, 0)
  return { documents, messages, sentAgain, lookingFirst }
}
