import { exactInteger, exactNumber, parseExact } from '@gongdan/contracts'
import { type ByteEntry, fromBytes, toBytes } from './bytes.ts'
import { fromLocalTime, toLocalTime } from './localTime.ts'
import type { FormField, TypeForm } from './typeForm.ts'

/** What is entered in a field. Numbers and times stay text until they are sent; a group that is not chosen is null. */
export type FieldValue = string | boolean | readonly string[] | ByteEntry | FormValues | readonly FormValues[] | null
export interface FormValues {
  readonly [name: string]: FieldValue
}
type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && exactInteger(value) === null

export const asText = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')
export const asBytes = (value: FieldValue | undefined): ByteEntry =>
  isObject(value) && 'amount' in value && 'unit' in value
    ? (value as unknown as ByteEntry)
    : { amount: '', unit: 'GiB' }
export const asTexts = (value: FieldValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
export const asGroup = (value: FieldValue | undefined): FormValues => (isObject(value) ? (value as FormValues) : {})
export const asRows = (value: FieldValue | undefined): readonly FormValues[] =>
  Array.isArray(value) ? value.filter(isObject).map((one) => one as FormValues) : []

/** What a new form has in a field. */
const emptyValue = (field: FormField, chosen: boolean): FieldValue => {
  switch (field.kind) {
    case 'flag':
      return false
    case 'texts':
    case 'objects':
      return []
    case 'bytes':
      return { amount: '', unit: 'GiB' }
    case 'object':
      return chosen || field.isRequired ? emptyOf(field.fields ?? []) : null
    case 'choice':
      return field.isRequired ? (field.options?.[0] ?? '') : ''
    case 'integer':
      return field.name === 'apply_count' || field.name === 'vip_count' ? '1' : ''
    default:
      return ''
  }
}

const emptyOf = (fields: readonly FormField[]): FormValues =>
  Object.fromEntries(fields.map((field) => [field.name, emptyValue(field, false)]))

/** A row of a list of objects that was just added. */
export const emptyRow = (field: FormField): FormValues => emptyOf(field.fields ?? [])

/** The values of a new form: of groups of which one is filled in, the first is chosen. */
export const emptyValues = ({ fields, oneOf }: TypeForm): FormValues =>
  Object.fromEntries(fields.map((field) => [field.name, emptyValue(field, field.name === oneOf[0])]))

const enteredValue = (field: FormField, given: unknown): FieldValue => {
  if (given === undefined || given === null) return emptyValue(field, false)
  switch (field.kind) {
    case 'flag':
      return given === true
    case 'bytes': {
      const bytes = typeof given === 'bigint' ? given : exactInteger(given)
      return bytes === null ? emptyValue(field, false) : fromBytes(bytes)
    }
    case 'time':
      return typeof given === 'number' && given > 0 ? toLocalTime(given) : ''
    case 'texts':
      return Array.isArray(given) ? given.map(String) : []
    case 'objects':
      return Array.isArray(given) ? given.filter(isObject).map((row) => valuesIn(field.fields ?? [], row)) : []
    case 'object':
      return isObject(given) ? valuesIn(field.fields ?? [], given) : null
    case 'json':
      return typeof given === 'string' ? given : JSON.stringify(withoutBigints(given), null, 2)
    default:
      return String(given)
  }
}

const valuesIn = (fields: readonly FormField[], given: Json): FormValues =>
  Object.fromEntries(fields.map((field) => [field.name, enteredValue(field, given[field.name])]))

/**
 * The values of a form for a section that a ticket has. What the system fills in is left out. `0` of a number that has to be more
 * is how an empty section is shown.
 */
export const valuesOf = (form: TypeForm, given: Json): FormValues => {
  const filled = Object.fromEntries(
    form.fields.map(({ name, kind, min }) => [
      name,
      kind === 'integer' && given[name] === 0 && (min ?? 0) > 0 ? null : given[name],
    ]),
  )
  const values = valuesIn(form.fields, filled)
  const isChosen = form.oneOf.some((name) => values[name] !== null)
  return isChosen ? values : { ...emptyValues(form), ...Object.fromEntries(Object.entries(values).filter(chosen)) }
}
const chosen = ([, value]: [string, FieldValue]): boolean => value !== null

/** Fields that the form does not know, which clients may store in a section: an edit gives them back. */
export const unknownFields = (form: TypeForm, given: Json): Json => {
  const known = new Set([...form.fields.map(({ name }) => name), ...form.out])
  return Object.fromEntries(Object.entries(given).filter(([name]) => !known.has(name)))
}

/** bigint has no JSON: as exact numbers, or as their digits where this browser cannot write those. */
export const withoutBigints = (value: unknown): unknown => {
  if (typeof value === 'bigint') return exactNumber(value)
  if (Array.isArray(value)) return value.map(withoutBigints)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutBigints(one)]))
}

const parsedJson = (text: string): unknown => {
  if (!/^\s*[{[]/.test(text)) return text.trim()
  try {
    return parseExact(text)
  } catch {
    return text.trim()
  }
}

/** What is sent of a field; undefined where it is left out. What cannot be read is sent as it was entered, for the check to refuse. */
const sentValue = (field: FormField, value: FieldValue | undefined): unknown => {
  switch (field.kind) {
    case 'flag':
      return value === true || field.isRequired ? value === true : undefined
    case 'texts': {
      const texts = asTexts(value).filter((text) => text.trim() !== '')
      return texts.length > 0 || field.isRequired ? texts : undefined
    }
    case 'objects': {
      const rows = asRows(value).map((row) => sentFields(field.fields ?? [], row))
      return rows.length > 0 || field.isRequired ? rows : undefined
    }
    case 'object':
      return value === null || value === undefined ? undefined : sentFields(field.fields ?? [], asGroup(value))
    case 'bytes': {
      const entry = asBytes(value)
      if (entry.amount.trim() === '') return undefined
      const bytes = toBytes(entry)
      return typeof bytes === 'bigint' ? String(bytes) : `${entry.amount} ${entry.unit}`
    }
    default:
      return sentText(field, asText(value))
  }
}

const sentText = (field: FormField, text: string): unknown => {
  if (text.trim() === '') return field.isRequired && field.mayBeEmpty ? '' : undefined
  switch (field.kind) {
    case 'integer':
      return /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : text
    case 'time':
      return fromLocalTime(text) ?? text
    case 'json':
      return parsedJson(text)
    default:
      return text
  }
}

const sentFields = (fields: readonly FormField[], values: FormValues): Json =>
  Object.fromEntries(
    fields
      .map((field) => [field.name, sentValue(field, values[field.name])])
      .filter(([, value]) => value !== undefined),
  )

/**
 * The section that a form sends: sizes as their digits, so that no number is rounded on the way. A draft leaves out a group in which
 * nothing is filled in, which could not be stored.
 */
export const sectionOf = (
  form: TypeForm,
  values: FormValues,
  as: 'draft' | 'complete' = 'complete',
  kept: Json = {},
): Json => {
  const sent = Object.entries(sentFields(form.fields, values))
  const isEmptyGroup = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0
  const stays = as === 'complete' ? sent : sent.filter(([, value]) => !isEmptyGroup(value))
  return { ...(withoutBigints(kept) as Json), ...Object.fromEntries(stays) }
}

/** Whether a text of a `json` field looks like JSON and is none. */
export const isBrokenJson = (text: string): boolean => {
  if (!/^\s*[{[]/.test(text)) return false
  try {
    JSON.parse(text)
    return false
  } catch {
    return true
  }
}
