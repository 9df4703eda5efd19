import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { baseConfig, readConfig } from '@gongdan/service'
import { z } from 'zod'

const Addresses = z.object({ amqp: z.string(), mongodb: z.string(), emulator: z.string() })

/** What `npm start` tells of the system that it has started from this working copy, if it runs. */
const localRun = (): z.infer<typeof Addresses> | undefined => {
  try {
    const record = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../.local/run.json'), 'utf8'))
    return Addresses.parse(record.addresses)
  } catch {
    return undefined
  }
}

const nowhere = `Which system? Nothing runs here that npm start has started.
Set MONGODB_URL and AMQP_URL to name another, with the users that may do this (deploy/access).
`

/**
 * The environment of a person's command. Where it names neither a database nor a broker, those of the system stand in it
 * that `npm start` runs here, and its cloud; without one the process ends and says so.
 */
export const surroundings = async (env: NodeJS.ProcessEnv = process.env): Promise<NodeJS.ProcessEnv> => {
  if (env.MONGODB_URL !== undefined || env.AMQP_URL !== undefined) return env
  const local = localRun()
  if (local === undefined) {
    process.stderr.write(nowhere)
    process.exit(2)
  }
  // Not there in an image, which has no local run either.
  const { cloudAt } = await import('../local/services.ts')
  return {
    ...cloudAt(Number(new URL(local.emulator).port)),
    ...env,
    AMQP_URL: local.amqp,
    MONGODB_URL: local.mongodb,
  }
}

const { AMQP_URL, MONGODB_URL } = baseConfig

/** Where the databases are. */
export const databases = async () => readConfig(z.object({ MONGODB_URL }), await surroundings())
/** Where the databases and the broker are. */
export const databasesAndBroker = async () => readConfig(z.object({ AMQP_URL, MONGODB_URL }), await surroundings())
