/**
 * eval "$(npm run --silent docker)"
 *
 * For a Debian machine that reaches Debian's, npm's, Python's and Go's packages but no image registry: installs and
 * starts a Docker engine, builds Docker Compose and stand-ins for the base images, and prints the variables with which
 * compose, testcontainers and our tests use them. Needs root. What is there already is left as it is.
 */
import { chmodSync, mkdirSync } from 'node:fs'
import { StartFault } from '../../../deploy/local/startFault.ts'
import { ask, run, say } from './command.ts'
import { readEngineArguments, startEngine } from './engine.ts'
import { build, buildDebianImages, buildImages, standIns } from './images.ts'

const version = 'v2.40.3'
const builder = 'gongdan-base/compose:2.40'
const plugins = '/usr/local/lib/docker/cli-plugins'

/** Builds Docker Compose v2 from its Go module and installs it as a plugin, unless `docker compose` is there already. */
const buildCompose = async (): Promise<void> => {
  const present = ask('docker', ['compose', 'version'])
  if (present !== undefined) return say(present.trim())
  await build({ name: builder, file: 'compose.Dockerfile', args: [`VERSION=${version}`] })
  const container = ask('docker', ['create', builder, 'none'])?.trim() ?? ''
  mkdirSync(plugins, { recursive: true })
  try {
    run('docker', ['cp', `${container}:/docker-compose`, `${plugins}/docker-compose`])
  } finally {
    ask('docker', ['rm', container])
  }
  chmodSync(`${plugins}/docker-compose`, 0o755)
  say(`built Docker Compose ${version}`)
}

try {
  const host = await startEngine(readEngineArguments(process.argv.slice(2)))
  // For every docker command that follows.
  process.env.DOCKER_HOST = host
  await buildDebianImages()
  await buildCompose()
  await buildImages()
  // Ryuk, which removes the containers of killed tests, is an image of the registry too.
  const variables = { DOCKER_HOST: host, TESTCONTAINERS_RYUK_DISABLED: 'true', ...standIns }
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${value}`)
} catch (fault) {
  if (!(fault instanceof StartFault)) throw fault
  console.error(fault.message)
  process.exitCode = 1
}
