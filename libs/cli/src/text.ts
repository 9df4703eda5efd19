import { parseExact, stringifyExact } from '@gongdan/sdk'
import { escaped, harmless } from './screen.ts'

/** Characters that take two columns of a terminal: those of East Asian scripts, full-width forms and most emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u

/** How many columns of a terminal a text takes. */
export const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (wide.test(one) ? 2 : 1), 0)

/** At most so many columns, with … for what was cut. */
export const clipped = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text
  let kept = ''
  for (const one of text) {
    if (widthOf(kept + one) > columns - 1) break
    kept += one
  }
  return `${kept}…`
}

const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - widthOf(text)))

/** Rows under their headings, in columns; no blanks at the ends of lines. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[], max = 40): string => {
  const all = [headings, ...rows].map((row) => row.map((cell) => clipped(harmless(cell.replace(/\s+/g, ' ')), max)))
  const widths = headings.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))))
  return all
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** RFC 4180; what a spreadsheet would take for a formula begins with a quotation mark of its own. */
const cell = (value: unknown): string => {
  const text = typeof value === 'object' && value !== null ? stringifyExact(value) : String(value ?? '')
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
export const csvLine = (values: readonly unknown[]): string => values.map(cell).join(',')

/** The rows of CSV (RFC 4180), which may begin with a byte order mark. */
export const parseCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = []
  let row: string[] = []
  let value = ''
  let quoted = false
  const endRow = () => {
    row.push(value)
    value = ''
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  const source = text.replace(/^\ufeff/, '')
  for (let index = 0; index < source.length; index += 1) {
    const one = source[index]
    if (quoted) {
      if (one !== '"') value += one
      else if (source[index + 1] === '"') {
        value += '"'
        index += 1
      } else quoted = false
    } else if (one === '"' && value === '') quoted = true
    else if (one === ',') {
      row.push(value)
      value = ''
    } else if (one === '\n') endRow()
    else if (one !== '\r' || source[index + 1] !== '\n') value += one
  }
  endRow()
  return rows
}

/** Unix seconds in local time: `2026-11-27 23:05`. */
export const timeOf = (seconds: number): string => {
  const at = new Date(seconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** `90s`, `10m`, `12h`, `7d`, `2w` in seconds; undefined for anything else. */
export const secondsIn = (text: string): number | undefined => {
  const [, count, unit = ''] = /^(\d{1,9})([smhdw])$/.exec(text) ?? []
  return count === undefined ? undefined : Number(count) * (units[unit] ?? 0)
}

/** A date, or unix seconds, as unix seconds. A day alone begins where this machine is. */
const dateIn = (text: string): number | undefined => {
  if (/^\d{9,11}$/.test(text)) return Number(text)
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text)
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000)
}

const fromNow = (text: string, sign: 1 | -1, now: number): number | undefined => {
  const away = secondsIn(text)
  return away === undefined ? dateIn(text) : Math.floor(now / 1000) + sign * away
}

/** The moment so long ago, or of a date, in unix seconds; undefined where the text is neither. */
export const momentOf = (text: string, now = Date.now()): number | undefined => fromNow(text, -1, now)

/** The moment in so long, or of a date, in unix seconds; undefined where the text is neither. */
export const comingMoment = (text: string, now = Date.now()): number | undefined => fromNow(text, 1, now)

/** A word as shells take it. */
export const quoted = (word: string): string =>
  /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** The JSON or YAML documents of a text, integers exact. */
export const documentsIn = async (text: string): Promise<readonly unknown[]> => {
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return [parseExact(text)].flat()
  const { parseAllDocuments } = await import('yaml')
  return parseAllDocuments(text, { intAsBigInt: true })
    .flatMap((document) => {
      const [error] = document.errors
      if (error !== undefined) throw error
      return document.contents === null ? [] : [document.toJS()]
    })
    .flat()
    .map(withNumbers)
}

/** YAML's integers as the client takes them: numbers where they fit. */
const withNumbers = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (Array.isArray(value)) return value.map(withNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withNumbers(part)]))
}

/** YAML that a terminal shows as it is. */
export const toYaml = async (value: unknown): Promise<string> => {
  const { Document, visit } = await import('yaml')
  const document = new Document(value)
  visit(document, {
    Scalar: (_, node) => {
      // In quotation marks it can be escaped.
      if (typeof node.value === 'string' && escaped(node.value) !== node.value) node.type = 'QUOTE_DOUBLE'
    },
  })
  return escaped(document.toString()).trimEnd()
}

/** JSON for people: indented, integers exact, as a terminal shows it. */
export const toJson = (value: unknown): string => {
  const text = escaped(stringifyExact(value))
  // Indenting parses, and parsing would round.
  return /\d{16}/.test(text) ? text : escaped(JSON.stringify(JSON.parse(text), null, 2))
}
