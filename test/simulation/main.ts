import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { freshSeed } from '../support/seed.ts'
import type { Counts } from './faultInjector.ts'
import { isMutation, type Mutation, mutations } from './mutations.ts'
import type { SeedResult } from './seed.ts'
import type { ThreadData } from './thread.ts'

// [SEED=N] npm run test:simulation -- --seeds N [--threads N] [--mutation NAME]
//
// Runs so many seeds and prints what they went through and what was found. Exit code 0 only if nothing was. The first seed is
// drawn anew unless `SEED` names it; one that found something is repeated by `SEED=n` and `--seeds 1`. With a mutation (see
// mutations.ts) it stops at the first finding.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    threads: { type: 'string', default: String(availableParallelism()) },
    mutation: { type: 'string' },
  },
})
const from = freshSeed()
const seeds = Number(values.seeds)
const threads = Math.max(1, Math.min(seeds, Number(values.threads)))
if (values.mutation !== undefined && !isMutation(values.mutation)) {
  throw new Error(`a mutation is one of ${Object.keys(mutations).join(', ')}`)
}
const mutation: Mutation | null = values.mutation ?? null

const since = performance.now()
const sum: Counts & { seeds: number; virtualMs: number } = {
  seeds: 0,
  virtualMs: 0,
  awaits: 0,
  crashes: 0,
  faults: 0,
  outages: 0,
}
const bad: SeedResult[] = []

/** Every thread takes each `threads`-th seed, so that what a thread finds does not depend on how many there are. */
const runThread = (offset: number, stop: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const workerData: ThreadData = { from: from + offset, step: threads, until: from + seeds, mutation }
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData })
    stop.addEventListener('abort', () => void worker.terminate())
    worker.on('message', (result: SeedResult) => {
      sum.seeds += 1
      sum.virtualMs += result.virtualMs
      for (const name of ['awaits', 'crashes', 'faults', 'outages'] as const) sum[name] += result.counts[name]
      if (result.found.length === 0) return
      bad.push(result)
      console.log(`seed ${result.seed}: ${result.found.slice(0, 5).join('; ')}`)
      if (mutation !== null) stopping.abort()
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  })

const stopping = new AbortController()
await Promise.all(Array.from({ length: threads }, (_, offset) => runThread(offset, stopping.signal)))

const seconds = (performance.now() - since) / 1_000
const hours = sum.virtualMs / 3_600_000
console.log(
  `${sum.seeds} seeds from ${from} on in ${seconds.toFixed(1)} s on ${threads} threads: ${sum.awaits} awaits, ${sum.crashes} crashes, ` +
    `${sum.faults} failed calls, ${sum.outages} cuts, elections and stops, ${hours.toFixed(0)} hours of virtual time; ` +
    `${bad.length} seeds found something`,
)
const isWhole = sum.seeds === seeds || mutation !== null
if (!isWhole) console.log(`only ${sum.seeds} of ${seeds} seeds were run`)
process.exitCode = isWhole && bad.length === 0 ? 0 : 1
