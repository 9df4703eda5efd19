import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { baseConfig, checkConfig, historyKey } from '@gongdan/service'
import { formatHistoryKey, parseHistoryKey } from '@gongdan/store'
import { z } from 'zod'

const Addresses = z.object({ amqp: z.string(), mongodb: z.string(), emulator: z.string() })

/** The addresses of the system that `npm start` runs from this working copy, if it runs. */
const localRun = (): z.infer<typeof Addresses> | undefined => {
  try {
    const record = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../.local/run.json'), 'utf8'))
    return Addresses.parse(record.addresses)
  } catch {
    return undefined
  }
}

/** The public key of the system that runs here, which has a new one only with a new `.local`. */
const localHistoryKey = (): string => {
  try {
    const key = readFileSync(resolve(import.meta.dirname, '../../.local/history-key'), 'utf8')
    return formatHistoryKey(parseHistoryKey(key.trim()))
  } catch {
    return ''
  }
}

const noTarget = `No system is running here: npm start has not started one.
Set MONGODB_URL and AMQP_URL to name another, with users that have the rights (deploy/jobs).
`

/**
 * The environment of an operator's command. Without MONGODB_URL and AMQP_URL it gets those of the system that `npm start` runs
 * here, a development one, and its emulated cloud; if none runs, the process ends with code 2 and a message.
 */
export const targetEnvironment = async (env: NodeJS.ProcessEnv = process.env): Promise<NodeJS.ProcessEnv> => {
  if (env.MONGODB_URL !== undefined || env.AMQP_URL !== undefined) return env
  const local = localRun()
  if (local === undefined) {
    process.stderr.write(noTarget)
    process.exit(2)
  }
  // Missing in images, where there is no local run either.
  const { cloudEnvironment } = await import('../local/services.ts')
  return {
    ...cloudEnvironment(Number(new URL(local.emulator).port)),
    ...env,
    NODE_ENV: 'development',
    AMQP_URL: local.amqp,
    MONGODB_URL: local.mongodb,
    HISTORY_KEYS: env.HISTORY_KEYS ?? localHistoryKey(),
  }
}

const read = <S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> => {
  const { config, reasons } = checkConfig(schema, env)
  if (reasons !== undefined) throw new Error(`the configuration is not valid: ${reasons.join('; ')}`)
  return config
}

const { AMQP_URL, MONGODB_URL } = baseConfig
const { HISTORY_KEYS } = historyKey

/** The URL of the databases. */
export const targetDatabase = async () => read(z.object({ MONGODB_URL }), await targetEnvironment())
/** The URL of the databases, and the public keys of histories. */
export const targetHistories = async () => read(z.object({ MONGODB_URL, HISTORY_KEYS }), await targetEnvironment())
/** The URLs of the databases and the broker. */
export const targetUrls = async () => read(z.object({ AMQP_URL, MONGODB_URL }), await targetEnvironment())
