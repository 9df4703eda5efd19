import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { localDirectory } from '../../../deploy/local/localDirectory.ts'
import { engineRefusal } from '../../../deploy/local/parts/engine.ts'
import { StartFault } from '../../../deploy/local/startFault.ts'
import { install, say } from './command.ts'

/** Where an engine listens and where its data is. */
export interface EngineArguments {
  readonly socket: string
  readonly data: string
}

const usage = 'npm run docker [-- --socket /run/docker.sock --data /var/lib/docker]'

const refuse = (what: string): never => {
  throw new StartFault('bad-arguments', `${what}\n${usage}`)
}

const parse = (args: readonly string[]) => {
  const options = {
    socket: { type: 'string', default: '/run/docker.sock' },
    data: { type: 'string', default: '/var/lib/docker' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault))
  }
}

/** Reads the arguments of `npm run docker`; those of the machine's own engine if none are given. Throws a StartFault `bad-arguments`. */
export const readEngineArguments = (args: readonly string[]): EngineArguments => {
  const { socket, data } = parse(args)
  if (!/^\/.+\.sock$/.test(socket)) return refuse(`--socket ${socket}: an absolute path that ends in .sock is expected`)
  if (!data.startsWith('/')) return refuse(`--data ${data}: an absolute path is expected`)
  return { socket, data }
}

const readyWithinMs = 60_000

/**
 * Starts a Docker engine at that socket unless one answers there, installing Debian's first where there is none. The engine
 * outlives this process. Gives the value for `DOCKER_HOST`.
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
