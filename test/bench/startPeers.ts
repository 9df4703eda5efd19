import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { audience, issuerName } from '../../deploy/local/issuer.ts'
import { freePorts } from '../../deploy/local/ports.ts'
import { eventually } from '../support/eventually.ts'
import { databaseUrl, type TestSystem } from '../support/system.ts'
import type { JobProcess } from './jobs.ts'

const directory = join(import.meta.dirname, 'peers')

/** A system that does the same job. */
export interface Peer {
  readonly name: string
  readonly url: string
  /** The names of its processes, broker and database included. */
  readonly processes: readonly string[]
  stop(): Promise<void>
}

const run = (command: string, ...args: readonly string[]) => {
  const { status } = spawnSync(command, args, { cwd: directory, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed in ${directory}`)
}

/** Installs and builds what the peers are made of; takes a moment the first time only. */
const build = () => {
  run('npm', 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error')
  run('npm', 'run', '--silent', 'build')
}

/**
 * Starts the peers on the broker and the database server of a running gongdan, with the keys of its tokens. `processes` are the
 * definitions that they know from the start.
 */
export const startPeers = async (system: TestSystem, processes: readonly JobProcess[]): Promise<readonly Peer[]> => {
  build()
  const [nestPort = 0, fastifyPort = 0] = await freePorts(2)
  const started: ChildProcess[] = []
  const log = openSync(system.logFile('peers'), 'a')
  const start = async (file: string, database: string, port: number) => {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      AMQP_URL: system.amqpUrl,
      MONGODB_URL: databaseUrl(database),
      AUTH_JWKS_URL: system.jwksUrl,
      AUTH_ISSUER: issuerName,
      AUTH_AUDIENCE: audience,
      PORT: String(port),
    }
    started.push(
      spawn(process.execPath, [join(directory, 'dist', file)], { env, stdio: ['ignore', log, log], detached: false }),
    )
  }
  const peerOf = async (name: string, port: number, own: readonly string[]): Promise<Peer> => {
    const url = `http://127.0.0.1:${port}`
    // Without a token: that it refuses says that it is there.
    await eventually(
      async () => {
        const { status } = await fetch(`${url}/v1/ticket/inspect`)
        if (status !== 401) throw new Error(`${name} answers ${status}`)
      },
      { withinMs: 30_000 },
    )
    const stop = async () => {
      for (const child of started.splice(0)) {
        child.kill('SIGKILL')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
    }
    return { name, url, processes: [...own, 'rabbitmq', 'mongodb'], stop }
  }
  const databases = ['bench-peer-nest', 'bench-peer-fastify'] as const
  for (const database of databases) {
    const client = await MongoClient.connect(databaseUrl(database))
    await client.db().dropDatabase()
    const known = processes.map(({ uuid, name, steps }) => ({ _id: uuid as never, name, steps }))
    await client.db().collection('processes').insertMany(known)
    await client.close()
  }
  await start('nestWorker.js', databases[0], 0)
  await start('nestGateway.js', databases[0], nestPort)
  await start('fastifyServer.js', databases[1], fastifyPort)
  return [
    await peerOf('NestJS over RabbitMQ', nestPort, ['nestGateway', 'nestWorker']),
    await peerOf('Fastify, no broker', fastifyPort, ['fastifyServer']),
  ]
}
