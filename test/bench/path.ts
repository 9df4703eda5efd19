import { startSystem, type TestSystem } from '../support/system.ts'
import { median, WARM_UP_CALLS } from './blocks.ts'
import { type Cost, type Counters, type Idle, measureCost, measureIdle, withoutMeasuring } from './cost.ts'
import { openCounters } from './counters.ts'
import { type Floors, startFloors } from './floors.ts'
import { createClient } from './httpClient.ts'
import type { Meter } from './measure.ts'
import type { Pledge } from './report.ts'
import { createWorkload, type Workload } from './workload.ts'

/** Blocks take turns, so that a noisy machine is noisy for all of them; a ratio is only taken within one run. */
const ROUNDS = Number(process.env.ROUNDS ?? 3)
/** A machine that is slow, or busy, gets fewer rounds: none begins that would, going by the longest so far, end later. */
const LONGEST_MS = Number(process.env.MINUTES ?? 8) * 60_000

const services = ['gateway', 'ticket', 'process', 'image', 'notification', 'rabbitmq', 'mongodb']
const floors = ['httpEcho', 'rpcEcho', 'rabbitmq', 'mongodb']

/** A request that is measured: what it asks, whose processor time is its, and how many tickets it takes from the stock. */
interface Kind {
  readonly name: string
  readonly processes: readonly string[]
  readonly tickets: number
  /** A part of the calls of a block: those that take long. */
  readonly share?: number
  readonly call: (floors: Floors, work: Workload) => () => Promise<unknown>
}

const kinds: readonly Kind[] = [
  { name: 'bare path', processes: floors, tickets: 0, call: ({ bare }) => bare },
  { name: 'bare path, an event', processes: floors, tickets: 0, call: ({ telling }) => telling },
  { name: 'submit', processes: services, tickets: 0, call: (_, { submit }) => submit },
  { name: 'pass', processes: services, tickets: 1, call: (_, { pass }) => pass },
  { name: 'pass of 100', processes: services, tickets: 100, share: 0.02, call: (_, { passHundred }) => passHundred },
  { name: 'list', processes: services, tickets: 0, share: 0.5, call: (_, { list }) => list },
  { name: 'inspect', processes: services, tickets: 0, share: 0.5, call: (_, { inspect }) => inspect },
]

interface Load {
  readonly name: string
  readonly count: number
  readonly warmUp: number
  run(meter: Meter, count: number, call: () => Promise<unknown>): Promise<void>
}

const loads: readonly Load[] = [
  { name: 'one at a time', count: 100, warmUp: 20, run: (meter, count, call) => meter.block(count, 1, call) },
  {
    name: '64 in flight',
    count: 1_500,
    warmUp: WARM_UP_CALLS,
    run: (meter, count, call) => meter.block(count, 64, call),
  },
  { name: 'one each 120 ms', count: 25, warmUp: 5, run: (meter, count, call) => meter.paced(count, 1_000 / 120, call) },
]

/** Passes need tickets that wait for one. */
const stock = async (work: Workload, tickets: number) => {
  const missing = tickets - work.waiting()
  if (missing > 0) await withoutMeasuring((meter) => meter.block(missing, 64, work.submit))
}

interface Scene {
  readonly floors: Floors
  readonly work: Workload
  readonly counters: Counters
  readonly idle: Idle
}

const measure = async (
  { floors, work, counters, idle }: Scene,
  kind: Kind,
  load: Load,
  calls: number,
): Promise<Cost> => {
  const count = Math.max(2, Math.ceil(calls * (kind.share ?? 1)))
  await stock(work, count * kind.tickets)
  const run = (meter: Meter) => load.run(meter, count, kind.call(floors, work))
  return measureCost({ operations: count, processes: kind.processes, run }, idle, counters)
}

const openScene = async (system: TestSystem) => {
  const client = createClient(system.url)
  const work = await createWorkload(system, client)
  await stock(work, 200)
  await work.passHundred()
  const opened = await startFloors(system.amqpUrl, system.mongodbUrl)
  const { counters, close } = await openCounters(system.mongodbUrl)
  const scene: Scene = { floors: opened, work, counters, idle: await measureIdle(counters) }
  return {
    scene,
    close: async () => {
      client.close()
      await close()
      await opened.close()
    },
  }
}

type Costs = ReadonlyMap<Load, ReadonlyMap<Kind, readonly Cost[]>>

const runRounds = async (scene: Scene): Promise<Costs> => {
  const started = performance.now()
  const costs = new Map(loads.map((load) => [load, new Map(kinds.map((kind) => [kind, [] as Cost[]]))]))
  let longest = 0
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now()
    if (round > 1 && begun - started + longest > LONGEST_MS) break
    console.error(round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`)
    for (const load of loads) {
      for (const kind of kinds) {
        const warmUp = kind.share === undefined ? load.warmUp : load.count / 5
        const cost = await measure(scene, kind, load, round === 0 ? warmUp : load.count)
        if (round > 0) costs.get(load)?.get(kind)?.push(cost)
      }
    }
    longest = Math.max(longest, performance.now() - begun)
  }
  return costs
}

const columns = ['µs', '/ bare', 'with event', 'p50 ms', 'p99 ms', 'per s', 'statements', 'messages']

/** The median ratio of the blocks of a kind to those of another that stood beside them. */
const ratio = (own: readonly Cost[] = [], others: readonly Cost[] = []): number =>
  median(own.map(({ cpu }, round) => cpu / (others[round]?.cpu ?? Number.NaN)))

const print = (costs: Costs): void => {
  const [bare, telling] = kinds
  for (const [load, own] of costs) {
    console.log(
      `\n${load.name}: processor time of all processes, and the rest, an operation (medians of ${own.get(bare!)?.length} blocks)`,
    )
    console.log(`${''.padEnd(22)}${columns.map((name) => name.padStart(11)).join('')}`)
    for (const [kind, blocks] of own) {
      const mid = (value: (cost: Cost) => number) => median(blocks.map(value))
      const values = [
        mid(({ cpu }) => cpu).toFixed(0),
        ratio(blocks, own.get(bare!)).toFixed(2),
        ratio(blocks, own.get(telling!)).toFixed(2),
        mid(({ p50 }) => p50).toFixed(2),
        mid(({ p99 }) => p99).toFixed(2),
        mid(({ perSecond }) => perSecond).toFixed(0),
        mid(({ counted }) => counted.get('statements') ?? 0).toFixed(2),
        mid(({ counted }) => counted.get('messages') ?? 0).toFixed(2),
      ]
      const parts = kind.processes.map(
        (name) => `${name} ${mid(({ byProcess }) => byProcess.get(name) ?? 0).toFixed(0)}`,
      )
      console.log(`${kind.name.padEnd(22)}${values.map((value) => value.padStart(11)).join('')}  ${parts.join(', ')}`)
    }
  }
  const others = [...costs.values()].flatMap((own) => [...own.values()].flat()).map((cost) => cost.others)
  console.log(`\nothers had ${(median(others) * 100).toFixed(0)} % of the processors in the median block`)
}

/**
 * What each request takes of all processes, against the bare path: HTTP, a command, one write, an answer, with and without an
 * event that follows. Alone, with 64 in flight and at a low rate; prints the figures and gives the pledges.
 */
export const measurePath = async (): Promise<readonly Pledge[]> => {
  const system = await startSystem()
  const { scene, close } = await openScene(system)
  try {
    const costs = await runRounds(scene)
    print(costs)
    const [alone, together] = loads
    const of = (load: Load | undefined, name: string) =>
      costs.get(load!)?.get(kinds.find((kind) => kind.name === name)!) ?? []
    const against = (name: string) => ratio(of(together, name), of(together, 'bare path, an event'))
    const p50 = (name: string) => median(of(alone, name).map((cost) => cost.p50))
    return [
      { what: 'processor time, submit / bare path with an event', ratio: against('submit'), atMost: 1.4 },
      { what: 'processor time, pass / bare path with an event', ratio: against('pass'), atMost: 1.35 },
      { what: 'p50, pass of 100 / one pass', ratio: p50('pass of 100') / p50('pass'), atMost: 5 },
    ]
  } finally {
    await close()
    await system.stop()
  }
}
