import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { localDirectory } from '../local/localDirectory.ts'
import { engineRefusal } from '../local/parts/engine.ts'
import { StartFault } from '../local/startFault.ts'
import type { EngineArguments } from './arguments.ts'
import { install, say } from './command.ts'

const readyWithinMs = 60_000

/**
 * Sees to it that a Docker engine answers at that socket: installs Debian's where there is none, and starts it. It goes
 * on when we have ended. Gives the value for `DOCKER_HOST`.
 */
export const startEngine = async ({ socket, data }: EngineArguments): Promise<string> => {
  const host = `unix://${socket}`
  if ((await engineRefusal(host)) === undefined) {
    say(`a Docker engine answers at ${socket}`)
    return host
  }
  mkdirSync(localDirectory('log'), { recursive: true })
  await install('docker.io', 'dockerd')
  // Since Debian 13 the command has a package of its own.
  await install('docker-cli', 'docker')

  const log = localDirectory('log/dockerd.log')
  const place = socket.replace(/\.sock$/, '')
  const args = [`--host=${host}`, `--data-root=${data}`, `--exec-root=${place}`, `--pidfile=${place}.pid`]
  const output = openSync(log, 'a')
  const engine = spawn('dockerd', args, { stdio: ['ignore', output, output], detached: true })
  const ended = new Promise<void>((resolve) => engine.once('close', () => resolve()).once('error', () => resolve()))
  engine.unref()
  const deadline = Date.now() + readyWithinMs
  while ((await engineRefusal(host)) !== undefined) {
    const hasEnded = await Promise.race([ended.then(() => true), sleep(200)])
    if (hasEnded || Date.now() > deadline) throw new StartFault('not-ready', `dockerd does not answer, see ${log}`)
  }
  say(`started a Docker engine at ${socket}; it ends with: kill $(cat ${place}.pid)`)
  return host
}
