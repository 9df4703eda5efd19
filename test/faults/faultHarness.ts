import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRun } from '../../deploy/local/run.ts'
import type { Scale } from '../../deploy/local/startArguments.ts'
import type { Caller } from '../support/caller.ts'
import { openPeople, patient } from '../support/harness.ts'
import type { Person } from '../support/people.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { startProxy, type TcpProxy } from '../support/tcpProxy.ts'
import { testDirectory } from '../support/testDirectory.ts'
import type { SetOptions } from './databaseSet.ts'
import { type OwnParts, startOwnParts } from './ownParts.ts'
import type { LoggedRequest } from './requestLog.ts'

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
export interface FaultHarness {
  readonly system: TestSystem
  readonly parts: OwnParts
  /** The wires that every service speaks through; the test itself goes past the broker's. */
  readonly toBroker: TcpProxy
  readonly toDatabase: TcpProxy
  /** What was asked so far by those who keep a log, and its outcome; oldest answer first. */
  readonly log: LoggedRequest[]
  readonly direct: { readonly amqpUrl: string; readonly mongodbUrl: string }
  /** Calls as a person, on the gateway of that number, counted round and round. */
  as(person: Person, gateway?: number): Caller
  /** Orders a process of a service, whichever comes first, to die when it next passes a point; once. */
  orderCrash(service: string, point: CrashPoint): void
  /** The same, and waits until one has died of it; false, and the order taken back, when none came by in time. */
  crash(service: string, point: CrashPoint, withinMs: number): Promise<boolean>
  close(): Promise<void>
}

const behind = (url: string, port: number) => url.replace(/(127\.0\.0\.1|localhost):\d+/, `127.0.0.1:${port}`)
const portOf = (url: string) => Number(/:(\d+)(\/|$)/.exec(url)?.[1])

/** Elects as soon as may be, so that an election costs a test two seconds and not ten. */
const single: SetOptions = { members: 1, electionMs: 2_000 }

export const openFaultHarness = async (scale: Scale, set: Partial<SetOptions> = {}): Promise<FaultHarness> => {
  const run = openRun(testDirectory(`faults-${randomUUID()}`), false, console.error)
  const parts = await startOwnParts(run, { ...single, ...set })
  const toBroker = await startProxy({ host: '127.0.0.1', port: portOf(parts.amqpUrl) })
  const orders = join(run.directory, 'crash-orders')
  mkdirSync(orders, { recursive: true })
  const orderOf = (service: string, point: CrashPoint) => join(orders, `${service}.${point}`)
  const orderCrash = (service: string, point: CrashPoint) => writeFileSync(orderOf(service, point), '')

  const { RABBITMQCTL, AMQP_URL, MONGODB_URL } = process.env
  process.env.RABBITMQCTL = JSON.stringify(parts.control)
  process.env.AMQP_URL = behind(parts.amqpUrl, toBroker.port)
  process.env.MONGODB_URL = parts.database.url
  const env = {
    NODE_OPTIONS: `--import=${new URL('./crashPoints.ts', import.meta.url).href}`,
    CRASH_ORDERS: orders,
    // Short, so that the jobs of a killed worker are taken over in seconds instead of a minute.
    CVM_LEASE_MS: '6000',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
  }
  const system = await startSystem({ scale, env })
  const as = await openPeople(system, 24 * 3600, { ...patient, asksFirst: true })

  return {
    system,
    parts,
    toBroker,
    toDatabase: parts.database.wire,
    log: [],
    direct: { amqpUrl: behind(system.amqpUrl, portOf(parts.amqpUrl)), mongodbUrl: system.mongodbUrl },
    as,
    orderCrash,
    crash: async (service, point, withinMs) => {
      orderCrash(service, point)
      const order = orderOf(service, point)
      for (const until = Date.now() + withinMs; existsSync(order) && Date.now() < until; ) await sleep(20)
      const isTaken = !existsSync(order)
      rmSync(order, { force: true })
      return isTaken
    },
    close: async () => {
      await system.stop()
      // The next test file of this worker has the usual parts again.
      for (const [name, value] of Object.entries({ RABBITMQCTL, AMQP_URL, MONGODB_URL })) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
      await run.close()
      await Promise.all([toBroker.close(), parts.database.wire.close()])
    },
  }
}
