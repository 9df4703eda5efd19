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

/** What a scenario may lean on while it is played, and what it tells of itself. */
export interface Tally {
  /** All chance of the scenario: it follows from the seed. */
  readonly random: Random
  /** The rounds to play, counted as runs: so many in `npm test`, so many in the long form. */
  rounds(short: number, long: number): Iterable<number>
  /** Counts what was done to the system. */
  injected(faults?: number): void
  /** Notes how long the system took to get over a fault until now, in milliseconds; it may be promised to be `within` some. */
  recovered(ms: number, promisedMs?: number): void
  /**
   * Throws if something took longer than is promised, in milliseconds, `until` a moment (unix milliseconds, by default now).
   * A promise is one of a machine with nothing else to do: on another, twice that is allowed for each thread that wanted
   * its processors in the meantime.
   */
  within(what: string, ms: number, promisedMs: number, until?: number): void
  /** Counts what is wrong, and throws if anything is: every scenario closes with it. */
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
    const crowd = watchMachineLoad()
    const begun = Date.now()
    const within: Tally['within'] = (what, ms, promisedMs, until = Date.now()) => {
      const crowded = crowd.between(until - ms, until)
      if (ms <= promisedMs * patience * crowded) return
      const [took, times] = [Math.round(ms), crowded.toFixed(1)]
      throw new Error(
        `seed ${seed}: ${what} took ${took} ms, ${promisedMs} are promised, on a machine crowded ${times} times`,
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
      crowd.stop()
      const crowded = crowd.between(begun, Date.now())
      report({ scenario: id, seed, passed, runs, faults, ...countsOf(found), recoveryMs, crowded })
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
