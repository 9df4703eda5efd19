import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import { openRun } from '../../deploy/local/run.ts'
import type { Scale } from '../../deploy/local/startArguments.ts'
import { type Caller, createCaller } from '../journey/caller.ts'
import { type Person, people } from '../journey/people.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { startProxy, type TcpProxy } from '../support/tcpProxy.ts'
import type { Asked } from './clientLog.ts'
import { type OwnParts, startOwnParts } from './ownParts.ts'

export const crashPoints = [
  'before-commit',
  'after-commit',
  'before-relay',
  'after-relay',
  'before-reply',
  'before-ack',
] as const
export type CrashPoint = (typeof crashPoints)[number]

/** The real system on parts of its own, with a wire of ours before the broker and one before the database. */
export interface FaultScene {
  readonly system: TestSystem
  readonly parts: OwnParts
  /** The wires that every service speaks through; the test itself goes past them. */
  readonly toBroker: TcpProxy
  readonly toDatabase: TcpProxy
  /** What was asked so far by those who keep a log, and its outcome; oldest answer first. */
  readonly log: Asked[]
  readonly direct: { readonly amqpUrl: string; readonly mongodbUrl: string }
  /** Somebody's calls, on the gateway of that number; the number may run on, round and round. */
  as(person: Person, gateway?: number): Caller
  /** Orders a process of a service, whichever comes first, to die when it next passes a point; once. */
  orderCrash(service: string, point: CrashPoint): void
  close(): Promise<void>
}

const behind = (url: string, port: number) => url.replace(/(127\.0\.0\.1|localhost):\d+/, `127.0.0.1:${port}`)
const portOf = (url: string) => Number(/:(\d+)(\/|$)/.exec(url)?.[1])

export const openFaultScene = async (scale: Scale): Promise<FaultScene> => {
  const run = openRun(localDirectory(`test/faults-${randomUUID()}`), false, console.error)
  const parts = await startOwnParts(run)
  const toBroker = await startProxy({ host: '127.0.0.1', port: portOf(parts.amqpUrl) })
  const toDatabase = await startProxy({ host: '127.0.0.1', port: portOf(parts.mongodbUrl) })
  const orders = join(run.directory, 'crash-orders')
  mkdirSync(orders, { recursive: true })

  process.env.RABBITMQCTL = JSON.stringify(parts.control)
  process.env.AMQP_URL = behind(parts.amqpUrl, toBroker.port)
  // Direct, or the driver would learn the database's own address and go past the wire.
  process.env.MONGODB_URL = `mongodb://127.0.0.1:${toDatabase.port}/?directConnection=true`
  const env = {
    NODE_OPTIONS: `--import=${new URL('./crashPoints.ts', import.meta.url).href}`,
    CRASH_ORDERS: orders,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
  }
  const system = await startSystem({ scale, env })
  const tokens = new Map<string, string>()
  const daySeconds = 24 * 3600
  for (const [person, subject] of Object.entries(people)) tokens.set(person, await system.token(subject, daySeconds))

  return {
    system,
    parts,
    toBroker,
    toDatabase,
    log: [],
    direct: {
      amqpUrl: behind(system.amqpUrl, portOf(parts.amqpUrl)),
      mongodbUrl: behind(system.mongodbUrl, portOf(parts.mongodbUrl)),
    },
    as: (person, gateway = 0) =>
      createCaller(system.urls[gateway % system.urls.length] ?? system.url, tokens.get(person) ?? ''),
    orderCrash: (service, point) => writeFileSync(join(orders, `${service}.${point}`), ''),
    close: async () => {
      await system.stop()
      await Promise.all([toBroker.close(), toDatabase.close()])
      await run.close()
    },
  }
}
