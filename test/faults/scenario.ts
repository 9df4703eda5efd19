import { randomInt } from 'node:crypto'
import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from '@jest/globals'
import { type Dice, dice } from '../support/dice.ts'
import { type Findings, noFindings } from './historyCheck.ts'
import { lineOf, type Row, reportFile } from './report.ts'

/** `FAULTS=long`, as `npm run test:faults` sets it: many rounds instead of a few. */
export const isLong = process.env.FAULTS === 'long'
const withinMs = isLong ? 3_600_000 : 300_000
/** What is promised is promised of a machine that has nothing else to do. */
const patience = 8
const nextSeed = () => Number(process.env.FAULTS_SEED ?? randomInt(2 ** 31))

/** What a scenario may lean on while it is played, and what it tells of itself. */
export interface Tally {
  /** All chance of the scenario: it follows from the seed. */
  readonly dice: Dice
  /** The rounds to play, counted as runs: so many in `npm test`, so many in the long form. */
  rounds(short: number, long: number): Iterable<number>
  /** Counts what was done to the system. */
  struck(faults?: number): void
  /**
   * Notes how long the system took to get over a fault, in milliseconds, and throws if that was far beyond what is promised,
   * several times, for the machine has other things to do as well.
   */
  recovered(ms: number, promisedMs?: number): void
  /** Counts what is wrong, and throws if anything is: every scenario closes with it. */
  hold(findings: Partial<Findings>): void
}

/**
 * A scenario of the fault suite (F1, F2…) as a test. It prints its seed, with which `FAULTS_SEED` repeats it, and in the
 * end one line of counts, which the long form puts into a table.
 */
export const scenario = (id: string, title: string, play: (tally: Tally) => Promise<void>): void => {
  const run = async () => {
    const seed = nextSeed()
    process.stderr.write(`${id}: seed ${seed}\n`)
    const found = noFindings()
    const recoveryMs: number[] = []
    let [runs, faults, passed] = [0, 0, false]
    try {
      await play({
        dice: dice(seed),
        rounds: function* (short, long) {
          for (let round = 0; round < (isLong ? long : short); round += 1) {
            runs += 1
            yield round
          }
        },
        struck: (more = 1) => {
          faults += more
        },
        recovered: (ms, promisedMs = Number.POSITIVE_INFINITY) => {
          recoveryMs.push(Math.round(ms))
          if (ms > patience * promisedMs) throw new Error(`seed ${seed}: it took ${ms} ms, ${promisedMs} are promised`)
        },
        hold: (findings) => {
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
      report({ scenario: id, seed, passed, runs, faults, ...countsOf(found), recoveryMs })
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
