/**
 * npm run test:compose
 *
 * Brings the whole system up with docker compose, three ticket services and passwords of this run's own, does the main
 * job on it and looks at what its containers may; then removes it. Ends with code 1, and says so, where there is no
 * Docker engine: this run is never left out in silence.
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceNames } from '@gongdan/contracts'
import { localDirectory, root } from '../../deploy/local/localDirectory.ts'
import { engineRefusal } from '../../deploy/local/parts/engine.ts'
import { freePorts } from '../../deploy/local/ports.ts'
import { makeServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { composeArguments, composedKeys } from '../support/composed.ts'

const users = [...serviceNames, 'operator', 'migrate', 'rabbitmq', 'mongodb']
const portNames = [
  'PORT',
  'AMQP_PORT',
  'MONGODB_PORT',
  'RABBITMQ_MANAGEMENT_PORT',
  'EMULATOR_PORT',
  'PROMETHEUS_PORT',
  'ISSUER_PORT',
]

const surroundings = async (): Promise<Record<string, string>> => {
  const ports = await freePorts(portNames.length)
  const passwords = users.map((user) => [`${user.toUpperCase()}_PASSWORD`, randomBytes(12).toString('hex')])
  return {
    ...Object.fromEntries(portNames.map((name, index) => [name, String(ports[index])])),
    ...Object.fromEntries(passwords),
    COMPOSED: 'gongdan-test',
    ...composedKeys(makeServiceKeys('compose')),
  }
}

const runs = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0
const compose = (...args: readonly string[]) => runs('docker', [...composeArguments, ...args])

const keepLogs = () => {
  const { stdout } = spawnSync('docker', [...composeArguments, 'logs', '--no-color', '--timestamps'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  mkdirSync(localDirectory('log'), { recursive: true })
  writeFileSync(localDirectory('log/compose.log'), stdout)
  console.error(`what the containers said is in ${localDirectory('log/compose.log')}`)
}

const test = async (): Promise<boolean> => {
  Object.assign(process.env, await surroundings())
  // What a killed run has left behind has other passwords.
  compose('--profile=observability', 'down', '--volumes', '--remove-orphans')
  try {
    const jest = join(root, 'node_modules/jest/bin/jest.js')
    const passed =
      compose('up', '--build', '--wait', '--wait-timeout=600', '--scale', 'ticket=3') &&
      runs(process.execPath, [jest, '--selectProjects', 'compose', ...process.argv.slice(2)])
    if (!passed) keepLogs()
    return passed
  } finally {
    compose('--profile=observability', 'down', '--volumes', '--remove-orphans')
  }
}

const refusal =
  (await engineRefusal()) ?? (runs('docker', ['compose', 'version']) ? undefined : 'there is no docker compose')
if (refusal !== undefined)
  console.log(`compose: NOT RUN, for ${refusal}; test/compose/engine/README.md says how to set one up`)
const passed = refusal === undefined && (await test())
if (refusal === undefined) console.log(`compose: ${passed ? 'passed' : 'FAILED'}`)
process.exitCode = passed ? 0 : 1
