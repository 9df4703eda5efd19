import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { localDirectory } from '../../deploy/local/localDirectory.ts'

/** What an attack came to, in the unit that its name says, and the most that it may come to. */
export interface Figure {
  readonly attack: string
  readonly figure: string
  readonly value: number
  readonly most: number
}

/** Times are measured, and held against their bounds, in the long form only: the machine of `npm test` has other things to do. */
export const isLong = process.env.SECURITY_LONG !== undefined

/** Where the tests of a run write their figures, one JSON a line. */
const figuresFile = localDirectory('reports/security.jsonl')

export const forgetFigures = (): void => rmSync(figuresFile, { force: true })

/** Keeps a figure for the table of `npm run test:security`; gives it back, to be held against its bound. */
export const recordFigure = (figure: Figure): Figure => {
  mkdirSync(dirname(figuresFile), { recursive: true })
  appendFileSync(figuresFile, `${JSON.stringify(figure)}\n`)
  return figure
}

const readFigures = (): readonly Figure[] => {
  try {
    const lines = readFileSync(figuresFile, 'utf8').split('\n')
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
  } catch {
    return []
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100

export const printFigures = (): void =>
  console.table(
    readFigures().map(({ attack, figure, value, most }) => ({
      attack,
      figure,
      value: rounded(value),
      'at most': rounded(most),
      '': value <= most ? 'holds' : 'FAILED',
    })),
  )
