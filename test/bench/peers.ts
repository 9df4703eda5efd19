import { availableParallelism } from 'node:os'
import { startSystem, type TestSystem } from '../support/system.ts'
import { median, WARM_UP_CALLS } from './blocks.ts'
import { type Cost, type Idle, measureCost, measureIdle, withoutMeasuring } from './cost.ts'
import { createClient } from './httpClient.ts'
import { createJobs, defineJobProcess } from './jobs.ts'
import { readMemory } from './processorTime.ts'
import type { Pledge } from './report.ts'
import { startPeers } from './startPeers.ts'
import { makeUnprotected } from './unprotected.ts'
import { createWorkload, type Workload } from './workload.ts'

/** Rounds of blocks: each system has one block of each kind in a round. `ROUNDS=12` for steadier figures. */
const ROUNDS = Number(process.env.ROUNDS ?? 3)

/** A kind of block: what is asked how often, so many at once. `tickets`: how many each call takes from the stock. */
interface Kind {
  readonly name: string
  readonly count: number
  readonly inFlight: number
  /** What one call is worth: figures are an operation. */
  readonly operations: number
  readonly tickets: number
  readonly call: (load: Load) => () => Promise<void>
}
interface Load {
  readonly work: Workload
  readonly job: () => Promise<void>
}

const kinds: readonly Kind[] = [
  { name: 'submit', count: 1_500, inFlight: 64, operations: 1, tickets: 0, call: ({ work }) => work.submit },
  { name: 'pass', count: 1_500, inFlight: 64, operations: 1, tickets: 1, call: ({ work }) => work.pass },
  { name: 'item of 100', count: 16, inFlight: 16, operations: 100, tickets: 100, call: ({ work }) => work.passHundred },
  { name: 'whole job', count: 200, inFlight: 32, operations: 1, tickets: 0, call: ({ job }) => job },
  { name: 'submit, alone', count: 120, inFlight: 1, operations: 1, tickets: 0, call: ({ work }) => work.submit },
  { name: 'pass, alone', count: 120, inFlight: 1, operations: 1, tickets: 1, call: ({ work }) => work.pass },
  {
    name: 'item of 100, alone',
    count: 4,
    inFlight: 1,
    operations: 100,
    tickets: 100,
    call: ({ work }) => work.passHundred,
  },
  { name: 'whole job, alone', count: 25, inFlight: 1, operations: 1, tickets: 0, call: ({ job }) => job },
]

interface Candidate extends Load {
  readonly name: string
  readonly processes: readonly string[]
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

const stock = async ({ work }: Load, tickets: number) => {
  const missing = tickets - work.waiting()
  if (missing > 0) await withoutMeasuring((meter) => meter.block(missing, 64, work.submit))
}

const runBlock = async (candidate: Candidate, kind: Kind, idle: Idle): Promise<Cost> => {
  const { count, inFlight, operations, tickets, call } = kind
  await stock(candidate, count * tickets)
  const cost = await measureCost(
    {
      operations: count * operations,
      processes: candidate.processes,
      run: (meter) => meter.block(count, inFlight, call(candidate)),
    },
    idle,
  )
  return { ...cost, perSecond: cost.perSecond * operations }
}

/** Those that are many at once make a system warm; of the others a few show that they work. */
const warmUpOf = ({ count, inFlight }: Kind) => (inFlight === 64 ? WARM_UP_CALLS : Math.ceil(count / 4))

type Blocks = ReadonlyMap<Candidate, ReadonlyMap<Kind, readonly Cost[]>>

const runRounds = async (candidates: readonly Candidate[]): Promise<Blocks> => {
  const blocks = new Map(candidates.map((one) => [one, new Map(kinds.map((kind) => [kind, [] as Cost[]]))]))
  const idle = await measureIdle()
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.error(round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`)
    for (const kind of kinds) {
      for (const candidate of candidates) {
        const own = round === 0 ? { ...kind, count: warmUpOf(kind) } : kind
        const block = await runBlock(candidate, own, idle)
        if (round > 0) blocks.get(candidate)?.get(kind)?.push(block)
      }
    }
  }
  return blocks
}

/** The median ratio of blocks that stood beside each other, and the least and the largest. */
const ratios = (own: readonly Cost[], others: readonly Cost[], value: (block: Cost) => number) => {
  const all = own.map((block, round) => value(block) / value(others[round]!))
  return { ratio: median(all), least: Math.min(...all), most: Math.max(...all) }
}

const print = (blocks: Blocks, [gongdan, ...peers]: readonly Candidate[]): readonly Pledge[] => {
  if (gongdan === undefined) return []
  const of = (candidate: Candidate, kind: Kind) => blocks.get(candidate)?.get(kind) ?? []
  const mid = (candidate: Candidate, kind: Kind, value: (block: Cost) => number) =>
    median(of(candidate, kind).map(value))
  const worth = {
    cpu: (block: Cost) => block.cpu,
    rate: (block: Cost) => block.perSecond,
    p50: (block: Cost) => block.p50,
  }
  for (const kind of kinds) {
    console.log(
      `\n${kind.name}, ${kind.inFlight} in flight (medians of ${ROUNDS} blocks; processor time in µs an operation)`,
    )
    for (const candidate of [gongdan, ...peers]) {
      const value = (get: (block: Cost) => number) => mid(candidate, kind, get)
      const parts = candidate.processes
        .map((name) => `${name} ${value((block) => block.byProcess.get(name) ?? 0).toFixed(0)}`)
        .join(', ')
      console.log(
        `  ${candidate.name.padEnd(22)}${value(worth.rate).toFixed(0).padStart(7)}/s  p50 ${value(worth.p50).toFixed(1)} ms` +
          `  p99 ${value((block) => block.p99).toFixed(1)} ms  ${value(worth.cpu).toFixed(0).padStart(6)} µs (${parts})`,
      )
    }
    for (const peer of peers) {
      const texts = Object.entries({ 'processor time': worth.cpu, 'a second': worth.rate, p50: worth.p50 }).map(
        ([what, get]) => {
          const { ratio, least, most } = ratios(of(gongdan, kind), of(peer, kind), get)
          return `${what} ${ratio.toFixed(2)} (${least.toFixed(2)}-${most.toFixed(2)})`
        },
      )
      console.log(`  gongdan / ${peer.name}: ${texts.join(', ')}`)
    }
  }
  const foreign = kinds.flatMap((kind) =>
    [gongdan, ...peers].flatMap((one) => of(one, kind).map(({ others }) => others)),
  )
  console.log(
    `\nothers had ${(median(foreign) * 100).toFixed(0)} % of this machine's ${availableParallelism()} processors in the median block, ` +
      `${(Math.max(...foreign) * 100).toFixed(0)} % in the worst`,
  )
  const memory = readMemory()
  const services = gongdan.processes.filter((name) => name !== 'rabbitmq' && name !== 'mongodb')
  const mib = (name: string) => (memory.get(name) ?? 0) / 1_048_576
  console.log(`memory after it: ${services.map((name) => `${name} ${mib(name).toFixed(0)}`).join(', ')} MiB`)

  const [nest, plain] = peers
  if (nest === undefined || plain === undefined) return []
  const kindOf = (name: string) => kinds.find((kind) => kind.name === name)!
  const ratioOf = (peer: Candidate, name: string, get: (block: Cost) => number) =>
    ratios(of(gongdan, kindOf(name)), of(peer, kindOf(name)), get).ratio
  const goals: readonly (readonly [
    Candidate,
    string,
    keyof typeof worth,
    { readonly atMost?: number; readonly atLeast?: number },
  ])[] = [
    [nest, 'submit', 'cpu', { atMost: 0.85 }],
    [nest, 'pass', 'cpu', { atMost: 0.6 }],
    [nest, 'item of 100', 'cpu', { atMost: 1.8 }],
    [nest, 'submit', 'rate', { atLeast: 1.3 }],
    [nest, 'pass', 'rate', { atLeast: 1.8 }],
    [nest, 'whole job', 'rate', { atLeast: 1.3 }],
    [nest, 'item of 100', 'rate', { atLeast: 1.2 }],
    [plain, 'submit', 'cpu', { atMost: 1.5 }],
    [plain, 'pass', 'cpu', { atMost: 0.85 }],
    [nest, 'submit, alone', 'p50', { atMost: 1.2 }],
    [nest, 'pass, alone', 'p50', { atMost: 1.1 }],
    [nest, 'submit, alone', 'cpu', { atMost: 1.3 }],
    [nest, 'pass, alone', 'cpu', { atMost: 1.3 }],
  ]
  const words = { cpu: 'processor time', rate: 'a second', p50: 'p50' } as const
  return [
    ...goals.map(([peer, name, figure, bound]) => ({
      what: `${name}, ${words[figure]}: gongdan / ${peer.name}`,
      ratio: ratioOf(peer, name, worth[figure]),
      ...bound,
    })),
    { what: 'memory of the five services, MiB', ratio: sum(services.map(mib)), atMost: 600 },
  ]
}

/** With `BARE=true` a copy without authentication of messages, signatures and notifications, none of which the peers have: what they cost is the difference. */
const startGongdan = async (): Promise<TestSystem> => {
  if (process.env.BARE !== 'true') return startSystem()
  const bare = await makeUnprotected({ tellsNobody: true })
  const system = await bare.startSystem()
  return {
    ...system,
    stop: async () => {
      await system.stop()
      bare.remove()
    },
  }
}

/**
 * gongdan beside two systems that a good team would write for the same job (test/bench/peers), on one broker and one database
 * server, under the load of one generator. Blocks take turns, and ratios are of blocks that stood beside each other.
 */
export const measurePeers = async (): Promise<readonly Pledge[]> => {
  const system = await startGongdan()
  const client = createClient(system.url)
  const definition = await defineJobProcess(system, client)
  const peers = await startPeers(system, [definition])
  const candidateOf = async (name: string, url: string, processes: readonly string[]): Promise<Candidate> => {
    const own = createClient(url)
    return {
      name,
      processes,
      work: await createWorkload(system, own),
      job: await createJobs(system, own, definition),
    }
  }
  const services = ['gateway', 'ticket', 'process', 'image', 'notification', 'rabbitmq', 'mongodb']
  const candidates = [
    await candidateOf('gongdan', system.url, services),
    ...(await Promise.all(peers.map((peer) => candidateOf(peer.name, peer.url, peer.processes)))),
  ]
  try {
    return print(await runRounds(candidates), candidates)
  } finally {
    for (const peer of peers) await peer.stop()
    client.close()
    await system.stop()
  }
}
