import { readFileSync } from 'node:fs'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import { percentile } from './requestLog.ts'

/** How a scenario went; times are milliseconds. */
export interface Row {
  readonly scenario: string
  readonly seed: number
  readonly passed: boolean
  readonly runs: number
  readonly faults: number
  readonly lost: number
  readonly doubled: number
  readonly unexpected: number
  readonly unfinished: number
  /** Messages that were given up though nothing was wrong with them. */
  readonly parked: number
  readonly recoveryMs: readonly number[]
  /** How many threads wanted each processor meanwhile, on average. */
  readonly machineLoad: number
}

/** Where the scenarios of a run write their rows, one JSON a line. */
export const reportFile = localDirectory('reports/faults.jsonl')

const inWords = ({ recoveryMs, machineLoad, passed, ...row }: Row) => ({
  ...row,
  'recovery p50': percentile(recoveryMs, 0.5),
  p99: percentile(recoveryMs, 0.99),
  machineLoad: Math.round(machineLoad * 10) / 10,
  '': passed ? 'passed' : 'FAILED',
})

/** A row as one line for the person at the terminal. */
export const lineOf = (row: Row): string =>
  Object.entries(inWords(row))
    .map(([name, value]) => (name === '' ? value : `${name} ${value}`))
    .join(', ')

/** The rows of a run as a table in the order of the scenarios' numbers. */
export const printTable = (): void => {
  const rows: Row[] = readFileSync(reportFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  console.table(rows.toSorted((a, b) => a.scenario.localeCompare(b.scenario, 'en', { numeric: true })).map(inWords))
}
