import { z } from 'zod'
import { type Desc, said } from '../deciding.ts'
import { isJsonObject, isSameJson, parseExact } from '../exactJson.ts'
import { parseInput } from '../parseInput.ts'
import { type Group, placeOf, type TicketTypeCode } from '../ticketTypes.ts'
import { common } from './common.ts'
import { compute } from './compute.ts'
import { container } from './container.ts'
import type { Section } from './fields.ts'
import { network } from './network.ts'
import { storage } from './storage.ts'
import { tencent } from './tencent.ts'

/** Every group with its sections, in the order in which inspect shows them (contract §3). */
export const groups: Readonly<Record<Group, Readonly<Record<string, Section>>>> = {
  compute,
  storage,
  network,
  container,
  common,
  tencent,
}

/** Right spellings that clients may use on input beside the wire's own (contract, first paragraph). */
const rightSpellings: ReadonlyMap<string, string> = new Map([
  ['template_info', 'teplate_info'],
  ['failed_info', 'faild_info'],
  ['volume_expansion', 'volume_expantion'],
])
const wireSpelling = (name: string): string => rightSpellings.get(name) ?? name

/** What counts as absent beside another spelling; an empty list is what typed clients send of one that they do not fill. */
const saysNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** The right spelling of a field that an object gives in both, saying different things; undefined: there is none. */
export const spelledTwice = (given: JsonObject): string | undefined =>
  [...rightSpellings].find(([right, wire]) => {
    const both = [given[right], given[wire]]
    return !both.some(saysNothing) && !isSameJson(JSON.stringify(both[0]), JSON.stringify(both[1]))
  })?.[0]

/** The fields that an object gives, in the wire's spelling; of one that it gives in both the one that says something. */
const inWireSpelling = (given: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== null)
      .toSorted(([, one], [, other]) => Number(saysNothing(other)) - Number(saysNothing(one)))
      .map(([name, value]) => [wireSpelling(name), value]),
  )

/** Largest details of a ticket, in bytes of JSON (contract §3). */
export const MAX_DETAILS_BYTES = 65_536

export type SectionCheck =
  | { readonly fits: true; readonly details: string | null }
  | { readonly fits: false; readonly problem: Desc }

const partial = (fields: z.ZodRawShape): z.ZodRawShape =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, z.optional(field as z.ZodType)]))

const schemas = { draft: new Map<Section, z.ZodType>(), complete: new Map<Section, z.ZodType>() }
/** A schema is compiled once. */
const schemaOf = (section: Section, as: keyof typeof schemas) => {
  const made = schemas[as].get(section) ?? z.looseObject(as === 'draft' ? partial(section.fields) : section.fields)
  schemas[as].set(section, made)
  return made as z.ZodType<JsonObject>
}

/** The type's section in a request body, as JSON text, under each spelling that it is given in, the wire's own first. */
const spelledDetails = (type: TicketTypeCode, body: Readonly<Record<string, unknown>>): readonly string[] => {
  const place = placeOf(type)
  if (place === null) return []
  const spelled = place.group === 'container' ? [body.container, body.contianer] : [body[place.group]]
  return spelled
    .flatMap((group) => (isJsonObject(group) ? Object.entries(group) : []))
    .filter(([name, section]) => wireSpelling(name) === place.section && section !== null && section !== undefined)
    .toSorted(([one], [other]) => Number(other === place.section) - Number(one === place.section))
    .map(([, section]) => JSON.stringify(section))
}

/**
 * Finds the type's section in a request body, under either spelling.
 * Gives its JSON text, null when the type has no section or the body lacks it. Other types' sections are ignored.
 */
export const pickDetails = (type: TicketTypeCode, body: Readonly<Record<string, unknown>>): string | null =>
  spelledDetails(type, body)[0] ?? null

/** Whether a body gives the type's section in two spellings that say different things. */
export const hasTwoDetails = (type: TicketTypeCode, body: Readonly<Record<string, unknown>>): boolean => {
  const [first, ...others] = spelledDetails(type, body)
  return first !== undefined && others.some((other) => !isSameJson(first, other))
}

/**
 * Checks the details of a ticket against its type (contract §3): types and limits of what is there for a draft, and
 * that nothing is missing for a submission. Gives the details as they are to be stored: system fields dropped, the
 * wire's spelling, unknown fields kept, large integers exact.
 */
export const checkDetails = (type: TicketTypeCode, details: string | null, as: 'draft' | 'complete'): SectionCheck => {
  const place = placeOf(type)
  if (place === null) return { fits: true, details: null }
  const section = groups[place.group][place.section] as Section
  const at = `${place.group}.${place.section}`
  if (details === null) {
    return as === 'draft'
      ? { fits: true, details: null }
      : { fits: false, problem: said(`${at} is missing`, `${at}：不能缺少`) }
  }
  const given = readObject(details)
  if (given === null) return { fits: false, problem: said(`${at} must be an object`, `${at}：必须是对象`) }
  const mine = ownFields(section, given, as)
  const schema = schemaOf(section, as)
  const checked = parseInput(schema, mine, [place.group, place.section])
  if ('problem' in checked) return { fits: false, problem: checked.problem }
  const broken = section.rule?.(checked.input, as) ?? null
  if (broken !== null && broken !== '')
    return { fits: false, problem: said(`${at}: ${broken.en}`, `${at}：${broken.cn}`) }
  return { fits: true, details: JSON.stringify(checked.input) }
}

type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads the text of a JSON object; null for any other. An exact large number is an object in JavaScript and no object
 * here.
 */
const readObject = (text: string): JsonObject | null =>
  text.startsWith('{') ? AnyObject.parse(parseExact(text)) : null
const AnyObject = z.record(z.string(), z.unknown())

/**
 * An unfilled form sends `""` or null for what the applicant has not filled in: in a draft, and for optional fields,
 * that is absence, unless the field may be empty.
 */
const ownFields = (section: Section, given: JsonObject, as: 'draft' | 'complete'): JsonObject => {
  const kept = Object.entries(given)
    .map(([name, value]) => [Object.hasOwn(given, wireSpelling(name)) ? name : wireSpelling(name), value] as const)
    .filter(([name]) => !Object.hasOwn(section.out, name) && !rightSpellings.has(name))
    .filter(([name, value]) => {
      // A form may have fields of any name, `constructor` among them, which every object inherits.
      const field = Object.hasOwn(section.fields, name) ? (section.fields[name] as z.ZodType) : undefined
      const filled = value !== null && value !== ''
      if (field === undefined || filled || field.safeParse(value).success) return true
      return as === 'complete' && !field.safeParse(undefined).success
    })
  return Object.fromEntries(kept)
}

/**
 * Checks what a fulfiller fills into a ticket's section (contract §3, Fulfilment): only (out) fields, each in its documented
 * form. Gives it as JSON text, in the wire's spelling.
 */
export const checkOut = (type: TicketTypeCode, out: string): SectionCheck => {
  const place = placeOf(type)
  const shape = place === null ? {} : (groups[place.group][place.section] as Section).out
  const given = readObject(out)
  if (given === null) return { fits: false, problem: said('out must be an object', 'out：必须是对象') }
  const spelled = inWireSpelling(given)
  const unknown = Object.keys(spelled).find((name) => !Object.hasOwn(shape, name))
  if (unknown !== undefined) {
    const fields = Object.keys(shape).join(', ') || 'none'
    return {
      fits: false,
      problem: said(
        `out.${unknown} is no (out) field of ${type}: ${fields}`,
        `out.${unknown}：不是 ${type} 的回填字段`,
      ),
    }
  }
  const checked = parseInput(z.object(partial(shape)), spelled, ['out'])
  return 'problem' in checked
    ? { fits: false, problem: checked.problem }
    : { fits: true, details: JSON.stringify(checked.input) }
}

/** Whether a type's section has this (out) field. */
export const fillsIn = (type: TicketTypeCode, field: string): boolean => {
  const place = placeOf(type)
  return place !== null && Object.hasOwn((groups[place.group][place.section] as Section).out, field)
}

/** The ticket's own section under its group, as it was approved; null for a type without one. */
export const ownSection = (type: TicketTypeCode, details: string | null): Readonly<Record<string, unknown>> | null => {
  const place = placeOf(type)
  return place === null || details === null ? null : { [place.group]: { [place.section]: readObject(details) } }
}

/**
 * The type's group as inspect shows it: all its sections in the wire's order, the unused ones empty; the ticket's own
 * with its details and what the system filled in (contract §3, inspect). Null for a type without a section.
 */
export const showGroup = (
  type: TicketTypeCode,
  details: string | null,
  filledIn: Readonly<Record<string, unknown>>,
): { readonly name: Group; readonly sections: Readonly<Record<string, unknown>> } | null => {
  const place = placeOf(type)
  if (place === null) return null
  const own = details === null ? {} : readObject(details)
  const sections = Object.entries(groups[place.group]).map(([name, section]) => [
    name,
    name === place.section ? { ...section.empty, ...own, ...filledIn } : section.empty,
  ])
  return { name: place.group, sections: Object.fromEntries(sections) }
}
