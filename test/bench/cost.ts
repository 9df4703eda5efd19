import { setTimeout as sleep } from 'node:timers/promises'
import type { Measured, Meter } from './measure.ts'
import { createMeter } from './measure.ts'
import { type Reading, readProcessorTimes, type Spent, spentBetween } from './processorTime.ts'

/** What follows from a block belongs to it: events, marks, notices. */
const AFTERMATH_MS = 1_000
const IDLE_MS = 10_000

/** Counts something of a server, so far. */
export type Counter = () => Promise<number>
export type Counters = Readonly<Record<string, Counter>>

/** What a block came to. Times of calls are in milliseconds; processor time is in microseconds an operation. */
export interface Cost extends Measured {
  readonly cpu: number
  readonly byProcess: ReadonlyMap<string, number>
  /** The part of this machine's processors that others had meanwhile, 0 to 1. */
  readonly others: number
  /** Of each counter, an operation. */
  readonly counted: ReadonlyMap<string, number>
}

/** What goes on while nothing is asked: cores by process, and of each counter how many a second. */
export interface Idle {
  readonly cores: ReadonlyMap<string, number>
  /** The part of this machine's processors that others had meanwhile, 0 to 1. */
  readonly others: number
  readonly counted: ReadonlyMap<string, number>
}

const readAll = async (counters: Counters): Promise<ReadonlyMap<string, number>> =>
  new Map(await Promise.all(Object.entries(counters).map(async ([name, count]) => [name, await count()] as const)))

const observe = async (
  counters: Counters,
  run: () => Promise<unknown>,
): Promise<{ readonly spent: Spent; readonly counted: ReadonlyMap<string, number> }> => {
  const counts = await readAll(counters)
  const before: Reading = readProcessorTimes()
  await run()
  const spent = spentBetween(before, readProcessorTimes())
  const after = await readAll(counters)
  return { spent, counted: new Map([...after].map(([name, count]) => [name, count - (counts.get(name) ?? 0)])) }
}

/** Looks on while nothing is asked, for ten seconds if not told otherwise. */
export const measureIdle = async (counters: Counters = {}, ms = IDLE_MS): Promise<Idle> => {
  const { spent, counted } = await observe(counters, () => sleep(ms))
  const aSecond = (all: ReadonlyMap<string, number>) =>
    new Map([...all].map(([name, value]) => [name, value / spent.seconds]))
  return { cores: aSecond(spent.processes), others: spent.others, counted: aSecond(counted) }
}

export interface Block {
  /** How many operations all calls together are. */
  readonly operations: number
  /** Whose processor time is counted. */
  readonly processes: readonly string[]
  /** Makes the calls. */
  run(meter: Meter): Promise<void>
}

/** Makes calls that are not measured, and waits until nothing follows from them any more. */
export const withoutMeasuring = async (run: (meter: Meter) => Promise<void>): Promise<void> => {
  await run(createMeter())
  await sleep(AFTERMATH_MS)
}

/** Measures a block with its aftermath, less what goes on anyway. */
export const measureCost = async (
  { operations, processes, run }: Block,
  idle: Idle,
  counters: Counters = {},
): Promise<Cost> => {
  const meter = createMeter()
  const { spent, counted } = await observe(counters, async () => {
    await run(meter)
    await sleep(AFTERMATH_MS)
  })
  const ofBlock = (value: number, aSecond = 0) => (value - aSecond * spent.seconds) / operations
  const byProcess = new Map(
    processes.map((name) => [name, ofBlock(spent.processes.get(name) ?? 0, idle.cores.get(name)) * 1e6]),
  )
  return {
    ...meter.result(),
    cpu: [...byProcess.values()].reduce((sum, one) => sum + one, 0),
    byProcess,
    others: spent.others,
    counted: new Map([...counted].map(([name, value]) => [name, ofBlock(value, idle.counted.get(name))])),
  }
}
