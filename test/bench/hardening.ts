import { join } from 'node:path'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import type { Edit } from '../faults/mutationList.ts'
import { makeWorkingCopy } from '../faults/workingCopy.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { median, WARM_UP_CALLS } from './blocks.ts'
import { type Cost, type Idle, measureCost, measureIdle, withoutMeasuring } from './cost.ts'
import { createClient } from './httpClient.ts'
import type { Meter } from './measure.ts'
import type { Pledge } from './report.ts'
import { createWorkload, type Workload } from './workload.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 5)
const PASSES = 1_000
const IN_FLIGHT = 16
const processes = ['gateway', 'ticket', 'process', 'image', 'notification', 'rabbitmq', 'mongodb']

/**
 * What a pass meets of what keeps strangers out, taken out of a copy of the sources: codes of messages and who may say them,
 * signatures of histories and their heads, the scan of bodies, the bytes that a caller stores. Nothing of it is in the product.
 */
const hardening: readonly Edit[] = [
  {
    file: 'libs/messaging/src/keyring.ts',
    find: 'sign: (message, to, issuedAt) => {\n',
    put: 'sign: (message, to, issuedAt) => {\n      if (issuedAt >= 0) return message\n',
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'const verified = keyring.verify({ ...delivery, body: delivery.content }, delivery.headers, destination)',
    put: "const verified = { from: speakers.get(delivery.type) ?? '', issuedAt: now() }",
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'saidBy(received) === consumerOf(queue)',
    put: "queue !== ''",
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'return from !== undefined && from === speakers.get(received.type)',
    put: 'return true',
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'const verified = keyring.verify(received, received.headers, received.queue)',
    put: 'const verified = { from: received.type }',
  },
  { file: 'services/ticket/src/adapters/ticketStore.ts', find: '...(sign && { sign }),', put: '' },
  {
    file: 'services/notification/src/adapters/mongoHeads.ts',
    find: 'record: async (seen) => {\n',
    put: 'record: async (seen) => {\n      if (seen.length >= 0) return\n',
  },
  {
    file: 'services/gateway/src/http/input.ts',
    find: 'parseBody(decodeBody(bytes))',
    put: 'JSON.parse(decodeBody(bytes))',
  },
  {
    file: 'services/gateway/src/batch/commands.ts',
    find: 'Buffer.byteLength(JSON.stringify(batch))',
    put: '1',
  },
]
/** Limits that are counted and never reached. */
const limits = { RATE_LIMIT: '1000000', RATE_BURST: '1000000', STORED_BYTES_A_DAY: '1000000000000' }

interface Side {
  readonly name: string
  readonly work: Workload
  readonly costs: Cost[]
  close(): Promise<void>
}

const openSide = async (name: string, system: TestSystem): Promise<Side> => {
  const client = createClient(system.url)
  return {
    name,
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

const print = ({ name, costs }: Side) => {
  const mid = (value: (cost: Cost) => number) => median(costs.map(value)).toFixed(0)
  const parts = processes.map((process) => `${process} ${mid(({ byProcess }) => byProcess.get(process) ?? 0)}`)
  console.log(`a pass ${name}: ${mid(({ cpu }) => cpu)} µs: ${parts.join(', ')}`)
}

/** The ratios of the first side's blocks to those of another that stood beside them. */
const ratiosOf = (first: Side, other: Side): readonly number[] => {
  const ratios = first.costs.map(({ cpu }, round) => cpu / (other.costs[round]?.cpu ?? Number.NaN))
  const all = ratios.map((ratio) => ratio.toFixed(2)).join(', ')
  console.log(`${first.name} / ${other.name}: ${median(ratios).toFixed(3)} (${all})`)
  return ratios
}

/**
 * What the protection against strangers costs a pass in processor time, over all processes: blocks with and without it in turns,
 * and of a second system that is as it is, whose ratio is what two equal systems differ by.
 */
export const measureHardening = async (): Promise<readonly Pledge[]> => {
  const directory = localDirectory('bench/unprotected')
  const copy = makeWorkingCopy(directory)
  copy.edit(hardening)
  const unprotected: { readonly startSystem: typeof startSystem } = await import(
    join(directory, 'test/support/system.ts')
  )
  const whole = await openSide('as it is', await startSystem({ env: limits }))
  const bare = await openSide('unprotected', await unprotected.startSystem())
  const same = await openSide('as it is, again', await startSystem({ env: limits }))
  const sides = [whole, bare, same]
  try {
    const idle = await measureIdle()
    for (let round = 0; round <= ROUNDS; round += 1) {
      console.error(round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`)
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        const cost = await measurePasses(side, idle, round === 0 ? WARM_UP_CALLS : PASSES)
        if (round > 0) side.costs.push(cost)
      }
    }
    sides.forEach(print)
    ratiosOf(whole, same)
    const ratio = median(ratiosOf(whole, bare))
    return [{ what: 'processor time of a pass / the same unprotected', ratio, atMost: 1.05 }]
  } finally {
    for (const side of sides) await side.close()
    copy.remove()
  }
}
