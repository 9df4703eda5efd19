import { chmodSync, mkdirSync } from 'node:fs'
import { ask, run, say } from './command.ts'
import { build } from './images.ts'

const version = 'v2.40.3'
const builder = 'gongdan-base/compose:2.40'
const plugins = '/usr/local/lib/docker/cli-plugins'

/** Sees to it that there is a `docker compose`: builds Compose v2 from its Go module and puts it among the plugins. */
export const buildCompose = async (): Promise<void> => {
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
