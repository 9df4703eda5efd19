import { bytesText, exactInteger, groups, placeOf, type TicketTypeCode, type Unit, wordsOf } from '@gongdan/contracts'
import { withoutBigints } from './values.ts'

type Json = Readonly<Record<string, unknown>>
type Language = 'zh' | 'en'

/** How a detail is read: `code` is what another platform wrote, shown as it is. */
export interface DetailRow {
  readonly name: string
  readonly label: string
  readonly text: string
  readonly isCode: boolean
  /** Filled in by the system. */
  readonly isOut: boolean
  /** The exact bytes of a size, for who wants to know. */
  readonly exact?: string
  /** Of a list of objects: a table. */
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && exactInteger(value) === null

const flags: Readonly<Record<Language, readonly [yes: string, no: string]>> = { zh: ['是', '否'], en: ['Yes', 'No'] }

const withUnit = (text: string, unit: Unit | undefined, language: Language): string => {
  if (unit !== 'core') return text
  if (language === 'zh') return `${text} 核`
  return text === '1' ? '1 core' : `${text} cores`
}

const timeText = (seconds: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    seconds * 1000,
  )

const jsonText = (value: unknown): string => JSON.stringify(withoutBigints(value), null, 2)

/** Whether a section says nothing in a field: that is how answers show what was not given. */
const saysNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0)

class Reader {
  private readonly language: Language
  private readonly out: ReadonlySet<string>
  constructor(language: Language, out: readonly string[]) {
    this.language = language
    this.out = new Set(out)
  }

  labelOf(path: string, name: string): string {
    const words = wordsOf(path)
    return (this.language === 'zh' ? words?.title_cn : words?.title) ?? name
  }

  rowOf(path: string, name: string, value: unknown): DetailRow {
    const row = { name, label: this.labelOf(path, name), isOut: this.out.has(name), isCode: false, text: '' }
    const bytes = this.bytesAt(path, value)
    if (bytes !== null) return { ...row, text: bytesText(bytes), exact: String(bytes) }
    if (Array.isArray(value) && value.length > 0 && value.every(isObject)) {
      return { ...row, table: this.tableOf(path, value) }
    }
    if (isObject(value) || (Array.isArray(value) && value.some((one) => typeof one === 'object'))) {
      const isMap = isObject(value) && Object.values(value).every((one) => typeof one === 'string')
      if (isMap) return { ...row, text: Object.values(value as Json).join('\n') }
      return { ...row, text: jsonText(value), isCode: true }
    }
    if (Array.isArray(value)) return { ...row, text: value.join(this.language === 'zh' ? '、' : ', ') }
    return { ...row, text: this.textOf(path, value) }
  }

  private bytesAt(path: string, value: unknown): bigint | null {
    if (wordsOf(path)?.unit !== 'byte') return null
    return typeof value === 'bigint' ? value : exactInteger(value)
  }

  private textOf(path: string, value: unknown): string {
    if (typeof value === 'boolean') return flags[this.language][value ? 0 : 1]
    const unit = wordsOf(path)?.unit
    if (unit === 'unix second' && typeof value === 'number') return timeText(value, this.language)
    const integer = typeof value === 'bigint' ? value : exactInteger(value)
    return withUnit(integer === null ? String(value) : String(integer), unit, this.language)
  }

  private tableOf(path: string, rows: readonly Json[]): NonNullable<DetailRow['table']> {
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    return {
      columns: names.map((name) => this.labelOf(`${path}.${name}`, name)),
      rows: rows.map((row) =>
        names.map((name) => (saysNothing(row[name]) ? '' : this.rowOf(`${path}.${name}`, name, row[name]).text)),
      ),
    }
  }
}

/**
 * A ticket's section in words: every field that says something, in the order of contract §3, sizes and times in units that people
 * read; what the system filled in comes last, and so do fields that the type does not know. `section` is the type's own, as inspect
 * shows it.
 */
export const detailRows = (type: TicketTypeCode, section: Json, language: Language): readonly DetailRow[] => {
  const place = placeOf(type)
  const known = place === null ? undefined : groups[place.group][place.section]
  if (place === null || known === undefined) return []
  const out = Object.keys(known.out)
  const reader = new Reader(language, out)
  const at = `inspectTicket.data.${place.group}.${place.section}`
  const own = Object.keys(known.fields)
  const others = Object.keys(section).filter((name) => !own.includes(name) && !out.includes(name))
  const isUnset = (name: string): boolean =>
    saysNothing(section[name]) || (section[name] === 0 && known.fields[name] !== undefined && isOptional(known, name))
  return [...own, ...out, ...others]
    .filter((name) => !isUnset(name))
    .flatMap((name) => {
      const value = section[name]
      const isGroup = own.includes(name) && isObject(value) && name !== 'apply_container_info'
      if (!isGroup) return [reader.rowOf(`${at}.${name}`, name, value)]
      const title = reader.labelOf(`${at}.${name}`, name)
      return Object.entries(value)
        .filter(([, inner]) => !saysNothing(inner))
        .map(([inner, one]) => {
          const row = reader.rowOf(`${at}.${name}.${inner}`, `${name}.${inner}`, one)
          return { ...row, label: `${title} · ${reader.labelOf(`${at}.${name}.${inner}`, inner)}` }
        })
    })
}

const isOptional = (section: { readonly fields: object }, name: string): boolean => {
  const field = (section.fields as Record<string, { safeParse(value: unknown): { success: boolean } }>)[name]
  return field?.safeParse(undefined).success ?? false
}
