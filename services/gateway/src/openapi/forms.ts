import {
  type Group,
  groups,
  MAX_DETAILS_BYTES,
  MAX_LIST,
  placeOf,
  SubmitBody,
  TicketInfoBody,
  type TicketTypeCode,
  ticketTypeCodes,
  ticketTypes,
} from '@gongdan/contracts'
import { z } from 'zod'
import { type JsonSchema, jsonSchema, NAME } from './schemas.ts'

type Section = (typeof groups)[Group][string]

/** A draft may lack anything of its section; one that comes with a submission must be complete (contract §3). */
export type Completeness = 'draft' | 'complete'

const pascal = (code: string): string =>
  code
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** What an unfilled form sends for a field counts as absent where the field is optional. */
const unfilled = (field: z.core.$ZodType) => z.union([field, z.literal(''), z.null()]).optional()

const sectionForm = (fields: z.ZodRawShape, as: Completeness) =>
  z.looseObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const optional = as === 'draft' || z.safeParse(field, undefined).success
        return [name, optional ? unfilled(field) : field]
      }),
    ),
  )

/** Fields of the body that are groups of sections, in either spelling. */
const isGroup = (name: string): boolean => name === 'contianer' || Object.hasOwn(groups, name)

/** What the body has whatever the type is. */
const headOf = (as: Completeness): JsonSchema => {
  const { properties, ...head } = jsonSchema(as === 'draft' ? TicketInfoBody : SubmitBody, 'input', 'published')
  const fields = Object.entries(properties ?? {}).filter(([name]) => name !== 'type' && !isGroup(name))
  return { ...head, required: [], properties: Object.fromEntries(fields) }
}

/** What a type adds to the body: its section, in its group, if not as it is. Other types' sections are passed over. */
const takenForm = (type: TicketTypeCode, as: Completeness): JsonSchema => {
  const place = placeOf(type)
  if (place === null) return jsonSchema(z.looseObject({ type: z.literal(type) }), 'input', 'taken')
  const section = sectionForm(groups[place.group][place.section]?.fields ?? {}, as)
  const group = z.looseObject({ [place.section]: section.nullish() }).nullish()
  return jsonSchema(z.looseObject({ type: z.literal(type), [place.group]: group }), 'input', 'taken')
}

/** The section of a type, complete: the form that drafts have, with what must be there. */
const completeSection = (type: TicketTypeCode, section: Section, details: JsonSchema): JsonSchema => {
  const { properties = {}, required = [] } = jsonSchema(z.looseObject(section.fields), 'input', 'published')
  // Of an empty field as inspect shows it, the value is none of them.
  const choices = Object.entries(properties).filter(([, field]) => Object(field).enum !== undefined)
  const own = choices.map(([name, field]) => [name, { type: 'string', enum: Object(field).enum }])
  const more: JsonSchema[] = own.length === 0 ? [] : [{ type: 'object', properties: Object.fromEntries(own) }]
  return { [NAME]: `${pascal(type)}Section`, allOf: [details, ...more], required }
}

/** What a submission of one type has beside what all types have. */
const submissionForm = (type: TicketTypeCode): JsonSchema => {
  const place = placeOf(type)
  const ownType: Record<string, JsonSchema> = { type: { type: 'string', enum: [type] } }
  if (place === null) return { type: 'object', properties: ownType, required: ['type'] }
  const { group, section } = place
  const own = groups[group][section]
  if (own === undefined) throw new Error(`${type} has no section`)
  const inGroup: JsonSchema = {
    type: 'object',
    properties: { [section]: completeSection(type, own, shownSection(section, own)) },
    required: [section],
    [NAME]: `${pascal(type)}Group`,
  }
  return { type: 'object', properties: { ...ownType, [group]: inGroup }, required: ['type', group] }
}

/** The body of save and of submit as it is taken: the same for all types, and one form of each type (contract §3). */
export const takenForms = (as: Completeness): JsonSchema => ({
  ...jsonSchema(as === 'draft' ? TicketInfoBody : SubmitBody, 'input', 'taken'),
  oneOf: ticketTypeCodes.map((type) => takenForm(type, as)),
})

/** The body of save as it is published: a draft of any type may lack anything. */
export const draftForm = (): JsonSchema => {
  const { properties, ...form } = headOf('draft')
  const type = Object(jsonSchema(TicketInfoBody, 'input', 'published').properties?.type)
  return { ...form, properties: { ...properties, type, ...shownGroups() }, required: ['type'], [NAME]: 'TicketDraft' }
}

/** The body of submit as it is published: what all types have, and the forms of each, told apart by `type`. */
export const submissionForms = () => ({
  head: headOf('complete'),
  forms: ticketTypeCodes.map((type) => ({
    type,
    name: `${pascal(type)}Submission`,
    titleCn: ticketTypes[type].text,
    form: submissionForm(type),
  })),
})

/** Without bounds, which what comes out does not promise: a draft may be unfinished. */
const unbounded = (schema: JsonSchema): JsonSchema => {
  const { type, format, items, properties, additionalProperties, minimum, maximum } = schema
  const kept = Object.entries({ type, format, additionalProperties }).filter(([, value]) => value !== undefined)
  const fields = Object.entries(properties ?? {}).map(([name, part]) => [name, unbounded(part as JsonSchema)])
  return {
    ...Object.fromEntries(kept),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
    ...(typeof items === 'object' && !Array.isArray(items) ? { items: unbounded(items as JsonSchema) } : {}),
    ...(type === 'string' ? { maxLength: MAX_DETAILS_BYTES } : {}),
    ...(type === 'array' ? { maxItems: MAX_LIST } : {}),
    ...(type === 'integer' ? { minimum: Math.min(0, minimum ?? 0), maximum } : {}),
  }
}

/** The form of what only the system fills in, by what stands there before it has. */
const formOfEmpty = (empty: unknown): JsonSchema => {
  if (typeof empty === 'string') return { type: 'string', maxLength: MAX_DETAILS_BYTES }
  if (typeof empty === 'number') return { type: 'integer', format: 'int32', minimum: 0, maximum: 2 ** 31 - 1 }
  if (Array.isArray(empty)) return { type: 'array', items: {}, maxItems: MAX_LIST }
  return empty === null ? {} : { type: 'object', additionalProperties: {}, [NAME]: 'AnyObject' }
}

const shownField = (field: z.core.$ZodType | undefined, empty: unknown): JsonSchema => {
  if (field === undefined) return formOfEmpty(empty)
  const form = unbounded(jsonSchema(field as z.ZodType, 'output', 'published'))
  return empty === null && form.type !== undefined ? { anyOf: [form, { type: 'null' }] } : form
}

/**
 * A section as inspect shows it, every field empty where the ticket has none, and as a draft has it, where any may be left out. What
 * only the system fills in is passed over in a draft.
 */
const shownSection = (name: string, { fields, empty, out }: Section): JsonSchema => {
  const properties = Object.entries(empty).map(([field, value]) => {
    const form = shownField(fields[field], value)
    return [field, Object.hasOwn(out, field) ? { ...form, readOnly: true } : form]
  })
  const section = { type: 'object', properties: Object.fromEntries(properties) } as const
  return { ...section, [NAME]: `${pascal(name)}Details` }
}

const shownGroup = (group: Group): JsonSchema => {
  const sections = Object.entries(groups[group]).map(([name, section]) => [name, shownSection(name, section)])
  return { type: 'object', properties: Object.fromEntries(sections), [NAME]: `${pascal(group)}Details` }
}

/** Every group of sections as inspect shows it. */
export const shownGroups = (): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries((Object.keys(groups) as Group[]).map((group) => [group, shownGroup(group)]))
