import { startSystem, type TestSystem } from '../support/system.ts'
import { median, WARM_UP_CALLS } from './blocks.ts'
import { type Cost, type Idle, measureCost, measureIdle, withoutMeasuring } from './cost.ts'
import { createClient } from './httpClient.ts'
import type { Meter } from './measure.ts'
import type { Pledge } from './report.ts'
import { makeUnprotected } from './unprotected.ts'
import { createWorkload, type Workload } from './workload.ts'

/** Pairs of systems, each started anew: what V8 makes of the same code differs by a fifth from process to process. */
const PAIRS = Number(process.env.ROUNDS ?? 5)
const BLOCKS = 6
const PASSES = 600
const IN_FLIGHT = 64
const processes = ['gateway', 'ticket', 'process', 'image', 'notification', 'rabbitmq', 'mongodb']

/** Limits that are counted and never reached. */
const limits = { RATE_LIMIT: '1000000', RATE_BURST: '1000000', STORED_BYTES_A_DAY: '1000000000000' }

interface Side {
  readonly work: Workload
  readonly costs: Cost[]
  close(): Promise<void>
}

const openSide = async (system: TestSystem): Promise<Side> => {
  const client = createClient(system.url)
  return {
    work: await createWorkload(system, client),
    costs: [],
    close: async () => {
      client.close()
      await system.stop()
    },
  }
}

const measurePasses = async ({ work }: Side, idle: Idle, passes = PASSES): Promise<Cost> => {
  await withoutMeasuring((meter) => meter.block(passes - work.waiting(), IN_FLIGHT, work.submit))
  const run = (meter: Meter) => meter.block(passes, IN_FLIGHT, work.pass)
  return measureCost({ operations: passes, processes, run }, idle)
}

type Start = () => Promise<TestSystem>

/** Blocks of two systems in turns; the first one's, and the other's. */
const measurePair = async (starts: readonly [Start, Start]): Promise<readonly [readonly Cost[], readonly Cost[]]> => {
  const sides = [await openSide(await starts[0]()), await openSide(await starts[1]())] as const
  try {
    const idle = await measureIdle()
    for (const side of sides) await measurePasses(side, idle, WARM_UP_CALLS)
    for (let block = 0; block < BLOCKS; block += 1) {
      for (const side of block % 2 === 0 ? sides : sides.toReversed()) side.costs.push(await measurePasses(side, idle))
    }
    return [sides[0].costs, sides[1].costs]
  } finally {
    for (const side of sides) await side.close()
  }
}

const print = (name: string, costs: readonly Cost[]) => {
  const mid = (value: (cost: Cost) => number) => median(costs.map(value)).toFixed(0)
  const parts = processes.map((process) => `${process} ${mid(({ byProcess }) => byProcess.get(process) ?? 0)}`)
  console.log(`a pass ${name}: ${mid(({ cpu }) => cpu)} µs: ${parts.join(', ')}`)
}

const texts = (ratios: readonly number[]) => ratios.map((ratio) => ratio.toFixed(2)).join(', ')
const cpuOf = (costs: readonly Cost[]) => costs.reduce((sum, { cpu }) => sum + cpu, 0) / costs.length

/**
 * What the protection against strangers costs a pass in processor time, over all processes: a system as it is beside a copy without,
 * several times. What equal systems differ by among themselves is printed too: no ratio is good to less.
 */
export const measureHardening = async (): Promise<readonly Pledge[]> => {
  const unprotected = await makeUnprotected()
  try {
    const starts: readonly [Start, Start] = [() => startSystem({ env: limits }), () => unprotected.startSystem()]
    const pairs: (readonly [whole: readonly Cost[], bare: readonly Cost[]])[] = []
    for (let pair = 1; pair <= PAIRS; pair += 1) {
      console.error(`pair ${pair} of ${PAIRS}`)
      if (pair % 2 === 1) pairs.push(await measurePair(starts))
      else {
        const [bare, whole] = await measurePair([starts[1], starts[0]])
        pairs.push([whole, bare])
      }
    }
    print(
      'as it is',
      pairs.flatMap(([whole]) => whole),
    )
    print(
      'unprotected',
      pairs.flatMap(([, bare]) => bare),
    )
    const wholes = pairs.map(([whole]) => cpuOf(whole))
    console.log(
      `systems as they are, each against the median of all: ${texts(wholes.map((one) => one / median(wholes)))}`,
    )
    const ratios = pairs.map(([whole, bare]) => cpuOf(whole) / cpuOf(bare))
    console.log(`as it is / unprotected: ${texts(ratios)}`)
    return [{ what: 'processor time of a pass / the same unprotected', ratio: median(ratios), atMost: 1.05 }]
  } finally {
    unprotected.remove()
  }
}
