/**
 * eval "$(npm run --silent docker)"
 *
 * For a Debian machine that reaches Debian's, npm's, Python's and Go's packages but no image registry: installs and
 * starts a Docker engine, builds Docker Compose and stand-ins for the base images, and prints the variables with which
 * compose, testcontainers and our tests use them. Needs root. What is there already stays as it is.
 */
import { StartFault } from '../local/startFault.ts'
import { readEngineArguments } from './arguments.ts'
import { buildCompose } from './compose.ts'
import { startEngine } from './engine.ts'
import { buildImages, layDebian, standIns } from './images.ts'

try {
  const host = await startEngine(readEngineArguments(process.argv.slice(2)))
  // For every docker command that follows.
  process.env.DOCKER_HOST = host
  await layDebian()
  await buildCompose()
  await buildImages()
  // Ryuk, which ends what a killed test left behind, is an image of the registry too.
  const variables = { DOCKER_HOST: host, TESTCONTAINERS_RYUK_DISABLED: 'true', ...standIns }
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${value}`)
} catch (fault) {
  if (!(fault instanceof StartFault)) throw fault
  console.error(fault.message)
  process.exitCode = 1
}
