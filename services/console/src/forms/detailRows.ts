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

/** In which language rows are read, and which names the system fills in. */
interface Reading {
  readonly language: Language
  readonly out: readonly string[]
}

const labelOf = ({ language }: Reading, path: string, name: string): string => {
  const words = wordsOf(path)
  return (language === 'zh' ? words?.title_cn : words?.title) ?? name
}

const integerOf = (value: unknown): bigint | null => (typeof value === 'bigint' ? value : exactInteger(value))

const textOf = ({ language }: Reading, path: string, value: unknown): string => {
  if (typeof value === 'boolean') return flags[language][value ? 0 : 1]
  const unit = wordsOf(path)?.unit
  if (unit === 'unix second' && typeof value === 'number') return timeText(value, language)
  return withUnit(String(integerOf(value) ?? value), unit, language)
}

const rowOf = (reading: Reading, path: string, name: string, value: unknown): DetailRow => {
  const row = {
    name,
    label: labelOf(reading, path, name),
    isOut: reading.out.includes(name),
    isCode: false,
    text: '',
  }
  const bytes = wordsOf(path)?.unit === 'byte' ? integerOf(value) : null
  if (bytes !== null) return { ...row, text: bytesText(bytes), exact: String(bytes) }
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isObject)) return { ...row, table: tableOf(reading, path, value) }
    if (value.every((one) => typeof one !== 'object'))
      return { ...row, text: value.join(reading.language === 'zh' ? '、' : ', ') }
    return { ...row, text: jsonText(value), isCode: true }
  }
  if (!isObject(value)) return { ...row, text: textOf(reading, path, value) }
  const texts = Object.values(value)
  // Ids with names: the names are what is read.
  if (texts.every((one) => typeof one === 'string')) return { ...row, text: texts.join('\n') }
  return { ...row, text: jsonText(value), isCode: true }
}

const tableOf = (reading: Reading, path: string, rows: readonly Json[]): NonNullable<DetailRow['table']> => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (row: Json, name: string): string =>
    saysNothing(row[name]) ? '' : rowOf(reading, `${path}.${name}`, name, row[name]).text
  return {
    columns: names.map((name) => labelOf(reading, `${path}.${name}`, name)),
    rows: rows.map((row) => names.map((name) => cell(row, name))),
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
  const reading = { language, out }
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
      if (!isGroup) return [rowOf(reading, `${at}.${name}`, name, value)]
      const title = labelOf(reading, `${at}.${name}`, name)
      return Object.entries(value)
        .filter(([, inner]) => !saysNothing(inner))
        .map(([inner, one]) => {
          const row = rowOf(reading, `${at}.${name}.${inner}`, `${name}.${inner}`, one)
          return { ...row, label: `${title} · ${labelOf(reading, `${at}.${name}.${inner}`, inner)}` }
        })
    })
}

const isOptional = (section: { readonly fields: object }, name: string): boolean => {
  const field = (section.fields as Record<string, { safeParse(value: unknown): { success: boolean } }>)[name]
  return field?.safeParse(undefined).success ?? false
}
