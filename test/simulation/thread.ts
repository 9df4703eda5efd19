import { parentPort, workerData } from 'node:worker_threads'
import { type Mutation, mutate } from './mutations.ts'
import { takeOverTime } from './virtualTime.ts'

/** Which seeds a thread runs, and with what broken on purpose. */
export interface ThreadData {
  readonly from: number
  readonly step: number
  readonly until: number
  readonly mutation: Mutation | null
}

const { from, step, until, mutation }: ThreadData = workerData
// Both come before the product is loaded.
if (mutation !== null) mutate(mutation)
const time = takeOverTime()
// Errors are made by the thousand here, and their stacks are not read.
Error.stackTraceLimit = 0
const { runSeed } = await import('./seed.ts')

for (let seed = from; seed < until; seed += step) parentPort?.postMessage(await runSeed(time, seed))
