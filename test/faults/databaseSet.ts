import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { findMongod } from '../../deploy/local/parts/findMongod.ts'
import { replicaSet } from '../../deploy/local/parts/replicaSet.ts'
import { freePorts, knock } from '../../deploy/local/ports.ts'
import type { Run } from '../../deploy/local/run.ts'
import type { Supervised } from '../../deploy/local/supervise.ts'
import { eventually } from '../support/eventually.ts'
import { bundle, startProxy, type TcpProxy } from '../support/tcpProxy.ts'

/** A real mongod of the set. */
export interface Member {
  /** All that is said to it goes this way, by clients and by the other members; what it says to those goes theirs. */
  readonly wire: TcpProxy
  readonly program: Supervised
  /** Stops it in the middle of whatever it does, as a machine does that hangs. */
  freeze(): void
  thaw(): void
  /** Runs a command of the database `admin` on it, past the wire; rejects when it cannot be reached in time, 20 s if not given. */
  command(command: object, withinMs?: number): Promise<Readonly<Record<string, unknown>>>
  /** The directory where it keeps what it had to take back when it had been cut off. */
  readonly takenBack: string
}

/** A MongoDB replica set whose members may be killed, frozen and cut off. */
export interface DatabaseSet {
  /** Names the wires, so that a driver that has asked the set for its members stays on them. */
  readonly url: string
  readonly members: readonly [Member, ...Member[]]
  /** All the members' wires. */
  readonly wire: TcpProxy
  /** The member that takes writes, as soon as there is one. */
  primary(): Promise<Member>
}

const electionWithinMs = 60_000
const frequent = { heartbeatIntervalMillis: 500, heartbeatTimeoutSecs: 2 }

const startMember = async (run: Run, mongod: string, port: number, name: string): Promise<Member> => {
  const data = join(run.directory, 'data', name)
  mkdirSync(data, { recursive: true })
  const network = ['--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket']
  const small = ['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '100']
  const wire = await startProxy({ host: '127.0.0.1', port })
  const program = await run.start({
    name,
    command: mongod,
    args: ['--replSet', replicaSet, '--dbpath', data, ...network, ...small],
    env: {},
    log: run.logFile(name),
    isReady: async () => (await knock(port)) !== undefined,
    readyWithinMs: 60_000,
    stopWithinMs: 20_000,
  })
  const signal = (which: NodeJS.Signals) => {
    const pid = program.pid()
    if (pid !== undefined) process.kill(pid, which)
  }
  return {
    wire,
    program,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    command: async (command, withinMs = 20_000) => {
      const url = `mongodb://127.0.0.1:${port}/?directConnection=true`
      const client = new MongoClient(url, { serverSelectionTimeoutMS: withinMs, socketTimeoutMS: 30_000 })
      try {
        return await client.db('admin').command(command)
      } finally {
        await client.close()
      }
    },
    takenBack: join(data, 'rollback'),
  }
}

const takesWrites = (member: Member): Promise<boolean> =>
  member.command({ hello: 1 }, 1_000).then(
    ({ isWritablePrimary }) => isWritablePrimary === true,
    () => false,
  )

/** How a set is to be. */
export interface SetOptions {
  readonly members: number
  /** For how long the others must not have heard of the primary before they elect another one. */
  readonly electionMs: number
}

/** Starts a set from this machine's mongod, and resolves when one of its members takes writes; the run ends them. */
export const startDatabaseSet = async (run: Run, { members: size, electionMs }: SetOptions): Promise<DatabaseSet> => {
  const mongod = await findMongod(run.logFile('mongod-download'))
  if ('reason' in mongod) throw new Error(`a database that can be killed is needed: ${mongod.reason}`)
  const ports = await freePorts(size)
  const started = ports.map((port, index) => startMember(run, mongod.path, port, `mongodb-${index + 1}`))
  const [first, ...others] = await Promise.all(started)
  if (first === undefined) throw new TypeError('a set has a member')
  const members = [first, ...others] as const
  const hosts = members.map(({ wire }) => `127.0.0.1:${wire.port}`)
  const settings = { ...frequent, electionTimeoutMillis: electionMs }
  const config = { _id: replicaSet, members: hosts.map((host, _id) => ({ _id, host })), settings }
  await first.command({ replSetInitiate: config })

  const primary = () =>
    eventually(
      async () => {
        const writable = await Promise.all(members.map(takesWrites))
        const found = members.find((_, index) => writable[index])
        if (found === undefined) throw new Error('no member of the set takes writes')
        return found
      },
      { withinMs: electionWithinMs, everyMs: 100 },
    )
  await primary()
  return {
    url: `mongodb://${hosts.join(',')}/?replicaSet=${replicaSet}`,
    members,
    wire: bundle([first.wire, ...others.map(({ wire }) => wire)]),
    primary,
  }
}
