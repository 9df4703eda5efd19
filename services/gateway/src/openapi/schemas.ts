import {
  exactNumber,
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

export type JsonSchema = z.core.JSONSchema.BaseSchema

/**
 * Every text, list and number has an end, because requests have one; the document says so where a schema leaves it to
 * that (OWASP API4:2023, unrestricted resource consumption).
 */
const bound = (schema: JsonSchema): void => {
  if (schema.type === 'string' && schema.enum === undefined && schema.const === undefined) {
    schema.maxLength ??= schema.format === 'uuid' ? 36 : MAX_DETAILS_BYTES
  }
  if (schema.type === 'array') schema.maxItems ??= MAX_LIST
  if (schema.type === 'integer') schema.format ??= 'int64'
}

/** What the field takes beside its own form, as a choice between them. */
const spellings = (schema: JsonSchema): void => {
  const { alsoAccepts, anyOf, title, description, default: otherwise, ...form } = schema
  if (!Array.isArray(alsoAccepts)) return
  for (const name of Object.keys(schema)) delete schema[name]
  const forms = [...(anyOf ?? [form]), ...alsoAccepts]
  const different = [...new Map(forms.map((one) => [JSON.stringify(one), one])).values()]
  const said = Object.entries({ title, description, default: otherwise }).filter(([, value]) => value !== undefined)
  Object.assign(schema, Object.fromEntries(said), { anyOf: different })
}

/** The largest uint64 is none that a double holds: the document has it to the letter all the same. */
export const withExactBounds = <T>(document: T): T =>
  JSON.parse(JSON.stringify(document), (_name, value) =>
    Object(value).format === 'uint64' ? { ...value, maximum: exactNumber(2n ** 64n - 1n) } : value,
  )

/** A zod schema as JSON Schema 2020-12: of what comes in, before zod changes it, or of what goes out. */
export const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      bound(jsonSchema)
      spellings(jsonSchema)
    },
  })
  return made
}

/** A draft may lack anything of its section; one that comes with a submission must be complete (contract §3). */
type Completeness = 'draft' | 'complete'

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

/** What a type adds to the body: its section, in its group, if not as it is. Other types' sections are passed over. */
const formOf = (type: TicketTypeCode, as: Completeness): JsonSchema => {
  const place = placeOf(type)
  const said = { title: type, 'x-title-cn': ticketTypes[type].text }
  if (place === null) return { ...said, ...jsonSchema(z.looseObject({ type: z.literal(type) }), 'input') }
  const section = sectionForm(groups[place.group][place.section]?.fields ?? {}, as)
  const group = z.looseObject({ [place.section]: section.nullish() }).nullish()
  return { ...said, ...jsonSchema(z.looseObject({ type: z.literal(type), [place.group]: group }), 'input') }
}

/** The body of save and of submit: the same for all types, and one form of each type (contract §3). */
export const ticketForms = (as: Completeness): JsonSchema => ({
  ...jsonSchema(as === 'draft' ? TicketInfoBody : SubmitBody, 'input'),
  oneOf: ticketTypeCodes.map((type) => formOf(type, as)),
})
