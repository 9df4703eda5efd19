import { queues } from '@gongdan/contracts'
import { quarantineOf } from '@gongdan/messaging'
import { seededRandom } from '../support/random.ts'
import { startClients } from './clients.ts'
import { checkConsistency } from './consistencyCheck.ts'
import { type Counts, calmAfterMs, createFaultInjector } from './faultInjector.ts'
import { type Lifetime, startLifetime } from './lifetime.ts'
import { createBroker } from './models/broker.ts'
import { createDatabase, type Database } from './models/database.ts'
import { createObserver } from './observer.ts'
import { type Gateway, type Process, startGatewayProcess, startTicketProcess, type World } from './processes.ts'
import type { VirtualTime } from './virtualTime.ts'

export interface SeedResult {
  readonly seed: number
  /** What was found wrong; nothing is what is hoped for. */
  readonly found: readonly string[]
  readonly counts: Counts
  /** How long it took, in virtual milliseconds. */
  readonly virtualMs: number
}

const longestMs = 30 * 60_000
const lookEveryMs = 1_000

/** Keeps a process running: when it dies, it is started again a little later. */
const keepAlive = <T>(world: World, name: string, start: (world: World, life: Lifetime) => Promise<Process<T>>) => {
  const { random, counts } = world.faultInjector
  let current: Process<T> | undefined
  const run = () => {
    const life = startLifetime(name)
    life.onDeath(() => {
      current = undefined
      setTimeout(run, random.between(50, 3_000))
    })
    void start(world, life).then((process) => {
      if (!life.alive()) return
      life.up()
      current = process
    })
    if (random.next() > 0.03) return
    setTimeout(
      () => {
        counts.crashes += 1
        life.die()
      },
      random.between(1, 150),
    )
  }
  run()
  return () => current
}

const isAtRest = (database: Database, waiting: () => number): boolean => {
  const all = (name: string) => [...database.latest(name).values()]
  const unsent = all('tickets').some(({ relayed, version }) => relayed !== version)
  return !unsent && !all('batches').some((batch) => 'nextAt' in batch) && waiting() === 0
}

/** Runs one seed from an empty system until all has come to rest, and judges it. The thread's time must be virtual. */
export const runSeed = async (time: VirtualTime, seed: number): Promise<SeedResult> => {
  const random = seededRandom(seed)
  time.begin(random.split())
  const start = Date.now()
  const faultInjector = createFaultInjector(random.split())
  const ledger = createObserver()
  const database = createDatabase(ledger.database)
  const broker = createBroker(faultInjector.brokerFaults, ledger.broker)
  const world: World = { faultInjector, broker, database }

  const gateways = ['gateway-1', 'gateway-2'].map((name) => keepAlive<Gateway>(world, name, startGatewayProcess))
  const others = ['ticket-1', 'ticket-2'].map((name) => keepAlive(world, name, startTicketProcess))
  const running = () => [...gateways, ...others].flatMap((current): Process<unknown>[] => [current() ?? []].flat())
  const clients = startClients(random.split(), () => gateways.flatMap((current) => [current() ?? []].flat()))
  let isWorkDone = false
  void clients.work.then(() => {
    isWorkDone = true
  })

  const strike = (most: number, fault: () => void) => {
    for (let count = random.between(0, most); count > 0; count -= 1) {
      setTimeout(
        () => {
          faultInjector.counts.outages += 1
          fault()
        },
        random.between(200, calmAfterMs),
      )
    }
  }
  const oneOfThem = () => (running().length === 0 ? undefined : random.oneOf(running()))
  strike(2, () => oneOfThem()?.cut())
  strike(1, () => database.failOver())
  strike(1, () => {
    const process = oneOfThem()
    void process?.stop().then(process.life.die)
  })

  const work = [queues.ticketCommands, queues.gatewayBatches]
  const names = [...work, ...work.map(quarantineOf), 'retry.1s', 'retry.5s', 'retry.30s']
  const waiting = () => names.reduce((sum, name) => sum + (broker.queue(name)?.size() ?? 0), 0)
  let restedFor = 0
  setInterval(() => {
    const rests = isWorkDone && Date.now() - start > calmAfterMs && isAtRest(database, waiting)
    restedFor = rests ? restedFor + 1 : 0
  }, lookEveryMs)
  const rested = await time.run(() => restedFor >= 3 || ledger.violations.length > 0, longestMs)

  const found = [...ledger.violations]
  if (!rested) found.push(`not at rest: work ${isWorkDone ? 'done' : 'open'}, ${waiting()} messages wait`)
  if (rested && found.length === 0) found.push(...checkConsistency(database, ledger, clients.wishes))
  const parked = broker.queue('parking')?.size() ?? 0
  if (parked > 0) found.push(`${parked} messages are parked`)
  return { seed, found, counts: faultInjector.counts, virtualMs: Date.now() - start }
}
