import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serviceNames } from '@gongdan/contracts'
import { developmentHistoryKey } from '@gongdan/service'
import { parseHistoryKey } from '@gongdan/store'
import type { Subject } from '../../deploy/local/issuer.ts'
import { root } from '../../deploy/local/localDirectory.ts'
import { keyEnvironment, type ServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { peersIn } from './peersIn.ts'
import type { TestSystem } from './system.ts'

const runProgram = promisify(execFile)

/** The words of a command that speaks of the system under test: its ports and passwords are in the environment. */
export const composeArguments = [
  'compose',
  '--project-name=gongdan-test',
  `--file=${join(root, 'docker-compose.yml')}`,
  `--file=${join(root, 'test/compose/emulator.yml')}`,
]

/** Runs docker and gives what it says; rejects with its output when it fails. */
export const docker = async (...args: readonly string[]): Promise<string> =>
  (await runProgram('docker', args, { maxBuffer: 64 * 1024 * 1024 })).stdout.trim()

export const compose = (...args: readonly string[]): Promise<string> => docker(...composeArguments, ...args)

/** Keys of services as docker-compose.yml reads them. */
export const composedKeys = (keys: ServiceKeys): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(serviceNames.map((name) => [`${name.toUpperCase()}_SERVICE_KEY`, keys[name]])),
  PEER_KEYS: keyEnvironment(keys, 'gateway').PEER_KEYS,
})

const keysOfThisRun = (): ServiceKeys =>
  Object.fromEntries(
    serviceNames.map((name) => [name, process.env[`${name.toUpperCase()}_SERVICE_KEY`] ?? '']),
  ) as unknown as ServiceKeys

/** The ids of a service's containers. */
export const containersOf = async (service: string): Promise<readonly string[]> =>
  (await compose('ps', '--quiet', service)).split('\n').filter(Boolean)

/** What a service is told in docker-compose.yml: its own user, with the password of this run. */
export const brokerUrl = (user: string): string =>
  `amqp://${user}:${passwordOf(user)}@127.0.0.1:${process.env.AMQP_PORT}/gongdan`

// Direct, since the set's own address means nothing outside its network.
export const databaseUrl = (user: string): string =>
  `mongodb://${user}:${passwordOf(user)}@127.0.0.1:${process.env.MONGODB_PORT}/gongdan?authSource=admin&directConnection=true`

const passwordOf = (user: string): string => process.env[`${user.toUpperCase()}_PASSWORD`] ?? ''

const argumentsOf = ({ user, name, tenant, tenantName, roles }: Subject): readonly string[] => [
  ...['--user', user, '--name', name, '--tenant', tenant, '--tenant-name', tenantName],
  ...roles.flatMap((role) => ['--role', `${role.uuid}:${role.name}`]),
]

const notHere = (): never => {
  throw new Error('on the system that docker compose runs, nothing is killed, and only the gateway is reached')
}

/** The system that docker compose runs, as test/compose/main.ts brought it up and takes it down again. */
export const composedSystem = (): TestSystem => {
  const url = `http://127.0.0.1:${process.env.PORT}`
  return {
    url,
    urls: [url],
    emulatorUrl: `http://127.0.0.1:${process.env.EMULATOR_PORT}`,
    adminUrl: notHere,
    amqpUrl: brokerUrl('migrate'),
    // Of a container that only the gateway reaches.
    jwksUrl: '',
    mongodbUrl: databaseUrl('ticket'),
    peers: peersIn(keysOfThisRun()),
    historyKey: parseHistoryKey(process.env.HISTORY_KEY ?? developmentHistoryKey),
    token: (subject) => compose('exec', '-T', 'issuer', 'node', '/app/deploy/local/token.ts', ...argumentsOf(subject)),
    kill: notHere,
    start: notHere,
    directory: '',
    logFile: notHere,
    stop: async () => {},
  }
}
