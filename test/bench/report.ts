import type { Measured } from './measure.ts'

export interface Row {
  readonly name: string
  readonly inFlight: number
  readonly measured: Measured
  /** What it is compared with, and the ratio; null for a floor. */
  readonly against: { readonly what: string; readonly ratio: number } | null
}

/** A ratio that the project promises, and whether this run kept it. */
export interface Pledge {
  readonly what: string
  readonly ratio: number
  readonly atMost?: number
  readonly atLeast?: number
}

const pad = (text: string, width: number) => text.padEnd(width)
const number = (value: number, digits = 2) => value.toFixed(digits).padStart(9)

export const printRows = (title: string, rows: readonly Row[]): void => {
  console.log(`\n${title}`)
  console.log(
    `${pad('', 24)}${'in flight'.padStart(9)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'per s'.padStart(9)}  ratio`,
  )
  for (const { name, inFlight, measured, against } of rows) {
    const ratio = against === null ? '' : `${against.ratio.toFixed(2)} × ${against.what}`
    const { p50, p99, perSecond } = measured
    console.log(`${pad(name, 24)}${number(inFlight, 0)}${number(p50)}${number(p99)}${number(perSecond, 0)}  ${ratio}`)
  }
}

const rounded = (value: number) => Number(value.toFixed(2))

export const printPledges = (pledges: readonly Pledge[]): void => {
  console.log('\npledges')
  for (const { what, ratio, atMost, atLeast } of pledges) {
    const kept = (atMost === undefined || ratio <= atMost) && (atLeast === undefined || ratio >= atLeast)
    const bound = atMost === undefined ? `≥ ${rounded(atLeast ?? 0)}` : `≤ ${rounded(atMost)}`
    console.log(`${kept ? 'kept  ' : 'MISSED'}  ${what}: ${ratio.toFixed(2)} (${bound})`)
  }
}
