import { randomBytes, randomUUID } from 'node:crypto'
import { type HistoryKey, parseHistoryKey } from '@gongdan/store'
import { newHistoryKey } from '../../deploy/local/historyKey.ts'
import { audience, issuerName, openIssuer, type Subject } from '../../deploy/local/issuer.ts'
import { freePort } from '../../deploy/local/ports.ts'
import { type ProviderOptions, serveProvider } from '../../deploy/local/provider.ts'
import { openRun } from '../../deploy/local/run.ts'
import { makeServiceKeys, type ServiceKeys } from '../../deploy/local/serviceKeys.ts'
import type { Scale } from '../../deploy/local/startArguments.ts'
import { startSystem as startProcesses } from '../../deploy/local/system.ts'
import { peersIn } from './peersIn.ts'
import { testDirectory } from './testDirectory.ts'
import { makeVirtualHost } from './virtualHost.ts'

/** The real services, as processes of their own, on a virtual host and databases of their own. */
export interface TestSystem {
  /** The gateway's address. */
  readonly url: string
  /** The addresses of all gateways, that one first. */
  readonly urls: readonly [string, ...string[]]
  readonly emulatorUrl: string
  /** Gives where a process (`ticket`, the second one `ticket-2`) answers `/readyz` and `/metrics`. */
  adminUrl(name: string): string
  readonly amqpUrl: string
  /** Where the keys of tokens are. */
  readonly jwksUrl: string
  /** Its path is the prefix of the databases' names. */
  readonly mongodbUrl: string
  /** What each service says and believes, for a test in the place of one. */
  readonly peers: ReturnType<typeof peersIn>
  /** The public key of histories, as `verify` takes it. */
  readonly historyKey: HistoryKey
  /** Gives a token (contract §2) that lives for an hour, or as long as it is told. */
  token(subject: Subject, ttlSeconds?: number): Promise<string>
  /** Sends a signal to a process (`ticket`, the second one `ticket-2`, `emulator`) and tells how it ended: `code 0`, `SIGKILL`. */
  kill(name: string, signal: NodeJS.Signals): Promise<string>
  /** Starts a killed process again, with the environment and the ports it had, and resolves when it is ready. */
  start(name: string): Promise<void>
  /** Where the system's own files are: `run.json`, logs, the issuer's key. */
  readonly directory: string
  /** The file with a process's output. */
  logFile(name: string): string
  stop(): Promise<void>
}

/** Tests have tickets of many tenants make images of the same few instances, whose tags are those of the demo. */
const trusting = { TENCENT_INSTANCE_TAG: '', TENCENT_TRUST_TENANTS: 'true' }

/** The MongoDB of this test run, with a prefix for the names of the databases. */
export const databaseUrl = (prefix: string): string =>
  // Not a URL object: the hosts of a replica set are no URL.
  (process.env.MONGODB_URL ?? '').replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${prefix}`)

/** A test does in seconds, as one caller, what people do in days; those about the limits set them. */
const unlimited = { RATE_LIMIT: '0', STORED_BYTES_A_DAY: '0' }

/**
 * Starts the system on the RabbitMQ and the MongoDB of this test run, and resolves when every process is ready.
 * Nothing that dies is started again by itself, unless `restart` says so. `env` goes to every service, over what it would have.
 */
export const startSystem = async ({
  scale = {},
  env = {},
  serviceKeys = makeServiceKeys('test'),
  prepare = async () => {},
  provider: providerOptions = {},
  restart = false,
}: {
  scale?: Scale
  env?: Readonly<Record<string, string>>
  /** Fresh ones, unless these are given. */
  serviceKeys?: ServiceKeys
  /** Done before anything starts, on the empty broker and databases, and in the run's own directory. */
  prepare?: (place: { amqpUrl: string; mongodbUrl: string; directory: string }) => Promise<unknown>
  /** How people sign in. */
  provider?: ProviderOptions
  /** Whether processes that die are started again. */
  restart?: boolean
} = {}): Promise<TestSystem> => {
  const name = `test-${randomUUID().slice(0, 8)}`
  const run = openRun(testDirectory(name), restart, console.error)
  const virtualHost = await makeVirtualHost(name)
  const mongodbUrl = databaseUrl(name)
  const issuer = openIssuer(`${run.directory}/issuer-key.json`)
  const provider = await serveProvider(issuer, providerOptions)
  const stopSurroundings = async () => {
    await run.close()
    await provider.close()
    await virtualHost.remove()
  }

  const around = {
    amqpUrl: virtualHost.url,
    mongodbUrl,
    serviceKeys,
    sealKeys: `${name}:${randomBytes(32).toString('base64')}`,
    historyKey: newHistoryKey(name),
    jwksUrl: provider.jwksUrl,
    issuer: issuerName,
    audience,
    oidcIssuer: provider.url,
  }
  await prepare({ amqpUrl: virtualHost.url, mongodbUrl, directory: run.directory })
  const options = { gatewayPort: await freePort(), scale, extra: { ...unlimited, ...trusting, ...env } }
  const system = await startProcesses(run, around, options).catch(async (fault: unknown) => {
    await stopSurroundings()
    throw fault
  })
  return {
    url: system.gatewayUrls[0],
    urls: system.gatewayUrls,
    emulatorUrl: system.emulatorUrl,
    adminUrl: system.adminUrl,
    amqpUrl: virtualHost.url,
    jwksUrl: provider.jwksUrl,
    mongodbUrl,
    peers: peersIn(serviceKeys),
    historyKey: parseHistoryKey(around.historyKey),
    token: (subject, ttlSeconds = 3600) => issuer.token(subject, ttlSeconds),
    kill: (process, signal) => system.process(process).kill(signal),
    start: (process) => system.process(process).start(),
    directory: run.directory,
    logFile: run.logFile,
    stop: async () => {
      await system.stop()
      await stopSurroundings()
    },
  }
}
