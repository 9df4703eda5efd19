import { connect } from '@gongdan/store'
import type { TestSystem } from '../support/system.ts'
import { compare, median, WARM_UP_CALLS } from './blocks.ts'
import { type Cost, type Idle, measureCost, measureIdle, withoutMeasuring } from './cost.ts'
import { createClient } from './httpClient.ts'
import type { Meter } from './measure.ts'
import type { Pledge } from './report.ts'
import { makeUnprotected, switchProtection } from './unprotected.ts'
import { createWorkload, type Workload } from './workload.ts'

/** Systems, each started anew. */
const SYSTEMS = Number(process.env.ROUNDS ?? 5)
/** Blocks of each system with protection; there is one more without. */
const BLOCKS = 12
const PASSES = 2_000
const IN_FLIGHT = 64
const processes = ['gateway', 'ticket', 'process', 'image', 'notification', 'rabbitmq', 'mongodb']

/** Limits that are counted and never reached. */
const limits = { RATE_LIMIT: '1000000', RATE_BURST: '1000000', STORED_BYTES_A_DAY: '1000000000000' }

const kinds = ['protected', 'unprotected'] as const
interface Block {
  readonly kind: (typeof kinds)[number]
  readonly cost: Cost
}

const measurePasses = async (work: Workload, idle: Idle): Promise<Cost> => {
  await withoutMeasuring((meter) => meter.block(PASSES - work.waiting(), IN_FLIGHT, work.submit))
  const run = (meter: Meter) => meter.block(PASSES, IN_FLIGHT, work.pass)
  return measureCost({ operations: PASSES, processes, run }, idle)
}

const warmUp = (work: Workload) =>
  withoutMeasuring(async (meter) => {
    await meter.block(WARM_UP_CALLS, IN_FLIGHT, work.submit)
    await meter.block(WARM_UP_CALLS, IN_FLIGHT, work.pass)
  })

/** Blocks of one system, unprotected and protected in turns. */
const measureSystem = async (system: TestSystem): Promise<readonly Block[]> => {
  const client = createClient(system.url)
  try {
    const work = await createWorkload(system, client)
    const idle = await measureIdle()
    await warmUp(work)
    await switchProtection(system, false)
    await warmUp(work)
    const blocks: Block[] = [{ kind: 'unprotected', cost: await measurePasses(work, idle) }]
    while (blocks.length < 2 * BLOCKS) {
      for (const kind of kinds) {
        await switchProtection(system, kind === 'protected')
        blocks.push({ kind, cost: await measurePasses(work, idle) })
      }
    }
    await expectUnsigned(system, WARM_UP_CALLS + (BLOCKS + 1) * PASSES)
    return blocks
  } finally {
    client.close()
  }
}

/** So many passes were made without protection, if the switch did anything. */
const expectUnsigned = async ({ mongodbUrl }: TestSystem, passes: number) => {
  const store = await connect(mongodbUrl, 'ticket')
  try {
    const tickets = store.db.collection('tickets')
    const unsigned = await tickets.countDocuments({ version: 2, 'history.1.signature': { $exists: false } })
    if (unsigned !== passes) throw new Error(`${unsigned} passes are not signed, and not ${passes}`)
  } finally {
    await store.close()
  }
}

const totalOf = (blocks: readonly Block[], wanted: Block['kind']) => {
  const costs = blocks.filter(({ kind }) => kind === wanted).map(({ cost }) => cost.cpu)
  return costs.reduce((sum, one) => sum + one, 0) / costs.length
}

const print = (kind: Block['kind'], blocks: readonly Block[]) => {
  const costs = blocks.filter((block) => block.kind === kind).map(({ cost }) => cost)
  const mid = (value: (cost: Cost) => number) => median(costs.map(value)).toFixed(0)
  const parts = processes.map((process) => `${process} ${mid(({ byProcess }) => byProcess.get(process) ?? 0)}`)
  console.log(`a pass ${kind}: ${mid(({ cpu }) => cpu)} µs: ${parts.join(', ')}`)
}

const texts = (ratios: readonly number[]) => ratios.map((ratio) => ratio.toFixed(2)).join(', ')

/**
 * What the protection against strangers costs a pass in processor time, over all processes. Each system is switched between the
 * blocks: what V8 makes of the same code differs by a fifth from process to process, which would be more than what is measured.
 */
export const measureHardening = async (): Promise<readonly Pledge[]> => {
  const copy = await makeUnprotected({ isProtectedFirst: true })
  try {
    const all: Block[] = []
    const ratios: number[] = []
    for (let round = 1; round <= SYSTEMS; round += 1) {
      console.error(`system ${round} of ${SYSTEMS}`)
      const system = await copy.startSystem({ env: limits })
      try {
        const blocks = await measureSystem(system)
        const values = blocks.map(({ kind, cost }) => ({ kind, value: cost.cpu }))
        const compared = compare(values, 'protected', 'unprotected')
        console.log(
          `protected / unprotected: ${compared.ratio.toFixed(3)} ± ${compared.noise.toFixed(3)}: ${texts(compared.ratios)}`,
        )
        all.push(...blocks)
        ratios.push(...compared.ratios)
      } finally {
        await system.stop()
      }
    }
    for (const kind of kinds) print(kind, all)
    const mean = totalOf(all, 'protected') / totalOf(all, 'unprotected')
    console.log(`all blocks together, in which checkpoints of the database fall by chance: ${mean.toFixed(3)}`)
    return [{ what: 'processor time of a pass / the same unprotected', ratio: median(ratios), atMost: 1.05 }]
  } finally {
    copy.remove()
  }
}
