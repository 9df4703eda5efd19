import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from '@jest/globals'
import { type Random, seededRandom } from '../support/random.ts'
import { seedOr } from '../support/seed.ts'
import { type Findings, noFindings } from './historyCheck.ts'
import { watchMachineLoad } from './machineLoad.ts'
import { lineOf, type Row, reportFile } from './report.ts'

/** `FAULTS=long`, as `npm run test:faults` sets it: many rounds instead of a few. */
export const isLong = process.env.FAULTS === 'long'
// What fails has to come to rest first, which takes up to four minutes (ledgerCheck).
const withinMs = isLong ? 3_600_000 : 480_000
/** A processor is not shared to the millisecond, and the disk is shared as well. */
const patience = 2

/** What a scenario gets to play with, and where it counts what it did. */
export interface Tally {
  /** All random choices of the scenario, so that they follow from its seed. */
  readonly random: Random
  /** The rounds to play, counted as runs: so many in `npm test`, so many in the long form. */
  rounds(short: number, long: number): Iterable<number>
  /** Counts faults that were injected. */
  injected(faults?: number): void
  /** Records how long the system took to recover from a fault until now, in milliseconds; see `within` for `promisedMs`. */
  recovered(ms: number, promisedMs?: number): void
  /**
   * Throws if something took longer than is promised, in milliseconds, `until` a moment (unix milliseconds, by default now).
   * A promise is one of a machine with nothing else to do: on another, twice that is allowed for each thread that wanted
   * its processors in the meantime.
   */
  within(what: string, ms: number, promisedMs: number, until?: number): void
  /** Counts findings and throws if there are any: every scenario ends with it. */
  check(findings: Partial<Findings>): void
}

/**
 * A scenario of the fault suite (F1, F2…) as a test. Its seed is its number, or what `SEED` says (test/support/seed.ts). It
 * prints the seed, and in the end one line of counts, which the long form puts into a table.
 */
export const scenario = (id: string, title: string, play: (tally: Tally) => Promise<void>): void => {
  const run = async () => {
    const seed = seedOr(Number(id.slice(1)))
    process.stderr.write(`${id}: seed ${seed}\n`)
    const found = noFindings()
    const recoveryMs: number[] = []
    const load = watchMachineLoad()
    const begun = Date.now()
    const within: Tally['within'] = (what, ms, promisedMs, until = Date.now()) => {
      const loaded = load.between(until - ms, until)
      if (ms <= promisedMs * patience * loaded) return
      const [took, times] = [Math.round(ms), loaded.toFixed(1)]
      throw new Error(
        `seed ${seed}: ${what} took ${took} ms, ${promisedMs} are promised, at a machine load of ${times}`,
      )
    }
    let [runs, faults, passed] = [0, 0, false]
    try {
      await play({
        random: seededRandom(seed),
        rounds: function* (short, long) {
          for (let round = 0; round < (isLong ? long : short); round += 1) {
            runs += 1
            yield round
          }
        },
        injected: (more = 1) => {
          faults += more
        },
        recovered: (ms, promisedMs = Number.POSITIVE_INFINITY) => {
          recoveryMs.push(Math.round(ms))
          within('it', ms, promisedMs)
        },
        within,
        check: (findings) => {
          const lines: string[] = []
          for (const [kind, more = []] of Object.entries(findings)) {
            found[kind as keyof Findings].push(...more)
            lines.push(...more.map((line) => `${kind}: ${line}`))
          }
          if (lines.length > 0) throw new Error([`seed ${seed}`, ...lines.slice(0, 20)].join('\n'))
        },
      })
      passed = true
    } finally {
      load.stop()
      const machineLoad = load.between(begun, Date.now())
      report({ scenario: id, seed, passed, runs, faults, ...countsOf(found), recoveryMs, machineLoad })
    }
  }
  test(`${id}: ${title}`, run, withinMs)
}

const countsOf = (found: Findings) => ({
  lost: found.lost.length,
  doubled: found.doubled.length,
  unexpected: found.unexpected.length,
  unfinished: found.unfinished.length,
  parked: found.parked.length,
})

const report = (row: Row) => {
  process.stderr.write(`${lineOf(row)}\n`)
  mkdirSync(dirname(reportFile), { recursive: true })
  appendFileSync(reportFile, `${JSON.stringify(row)}\n`)
}
