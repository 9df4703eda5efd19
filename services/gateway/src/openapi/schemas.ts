import * as contracts from '@gongdan/contracts'
import { exactNumber, MAX_DETAILS_BYTES, MAX_LIST } from '@gongdan/contracts'
import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/**
 * `published`: one form for each field, which is what programs are generated from. `taken`: every request that is not answered with
 * 400, with all spellings that clients of the original API and unfilled forms send (contract §1); the gateway is fuzzed with it.
 */
export type Reading = 'published' | 'taken'

/** A name for a component, on the schema that is to become it. */
export const NAME = 'x-component'

/** Schemas of the contract are called in the document as they are in code. */
export const nameOfSchema: ReadonlyMap<unknown, string> = new Map(
  Object.entries(contracts).flatMap(([name, value]) => (value instanceof z.ZodType ? [[value, name]] : [])),
)

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

/** Words about a field, which stay with it when its form becomes a component. */
const wordsAbout = ['description', 'x-title-cn', 'x-unit', 'default', 'readOnly'] as const

/** Parts a schema: what is said of a field, and the form that it has. */
export const partWords = (schema: JsonSchema): { readonly said: JsonSchema; readonly form: JsonSchema } => {
  const isSaid = ([name, value]: [string, unknown]) => wordsAbout.some((word) => word === name) && value !== undefined
  const entries = Object.entries(schema)
  return {
    said: Object.fromEntries(entries.filter(isSaid)),
    form: Object.fromEntries(entries.filter((entry) => !isSaid(entry))),
  }
}

/** The schema as another one, in place: zod has more to do with it. */
const become = (schema: JsonSchema, other: JsonSchema): void => {
  for (const name of Object.keys(schema)) delete schema[name]
  Object.assign(schema, other)
}

/** What the field takes beside its own form, as a choice between them. */
const spellings = (schema: JsonSchema): void => {
  const { alsoAccepts, [NAME]: _, ...own } = schema
  if (!Array.isArray(alsoAccepts)) return
  const { said, form } = partWords(own)
  const forms = [...(form.anyOf ?? [form]), ...alsoAccepts]
  const different = [...new Map(forms.map((one) => [JSON.stringify(one), one])).values()]
  become(schema, { ...said, anyOf: different })
}

/** Patterns above this length say in a page what the description says in a line. */
const MAX_PATTERN = 60

const lengthOf = ({ maxLength, enum: values, const: value }: JsonSchema): number =>
  maxLength ?? Math.max(...(values ?? [value]).map((one) => String(one).length))

/** The schema in one form: what programs are generated from. Its parts are in one form already. */
const simplified = (given: JsonSchema, io: 'input' | 'output'): JsonSchema => {
  const { alsoAccepts: _, anyOf, additionalProperties, pattern, minLength, propertyNames: __, ...form } = given
  // A list that is the default is all that there is, as the description says.
  const { default: otherwise, ...undecided } = form
  const schema = Array.isArray(otherwise) ? undecided : form
  const { type, properties, format } = schema
  // Answers have the same ids as plain texts, for one that was not given is empty.
  if (format === 'uuid') return { ...partWords(schema).said, type: 'string', maxLength: 36 }
  // Anything more may come, as where nothing is said of it; what an answer has no more of today it may have tomorrow.
  const isOpen = properties !== undefined && (JSON.stringify(additionalProperties) === '{}' || io === 'output')
  const { minimum } = schema
  const kept = {
    ...schema,
    // Nothing that is counted or timed is below 0.
    ...(io === 'output' && minimum === Number.MIN_SAFE_INTEGER ? { minimum: 0 } : {}),
    ...(additionalProperties === undefined || isOpen ? {} : { additionalProperties }),
    ...(minLength === undefined || minLength === 0 ? {} : { minLength }),
    ...(pattern === undefined || pattern.length > MAX_PATTERN ? {} : { pattern }),
  }
  // What one field needs of another stands in descriptions.
  if (anyOf === undefined || (type === 'object' && properties !== undefined)) return kept
  const isText = anyOf.every((one) => one.type === 'string')
  return isText ? { ...kept, type: 'string', maxLength: Math.max(...anyOf.map(lengthOf)) } : { ...kept, anyOf }
}

/** The schema and all its parts in one form. */
const simplify = (schema: JsonSchema, io: 'input' | 'output'): JsonSchema => {
  const { properties, items, additionalProperties, anyOf } = schema
  const part = (one: unknown) => (typeof one === 'object' ? simplify(one as JsonSchema, io) : one)
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, part(field)])
  return simplified(
    {
      ...schema,
      ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
      ...(items === undefined ? {} : { items: part(items) as JsonSchema }),
      ...(additionalProperties === undefined ? {} : { additionalProperties: part(additionalProperties) as JsonSchema }),
      ...(anyOf === undefined ? {} : { anyOf: anyOf.map((one) => simplify(one, io)) }),
    },
    io,
  )
}

/** The largest uint64 is none that a double holds: the document has it to the letter all the same. */
export const withExactBounds = <T>(document: T): T =>
  JSON.parse(JSON.stringify(document), (_name, value) =>
    Object(value).format === 'uint64' ? { ...value, maximum: exactNumber(2n ** 64n - 1n) } : value,
  )

/** A zod schema as JSON Schema 2020-12: of what comes in, before zod changes it, or of what goes out. */
export const jsonSchema = (schema: z.ZodType, io: 'input' | 'output', as: Reading): JsonSchema => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      bound(jsonSchema)
      if (io === 'input' && as === 'taken') spellings(jsonSchema)
      const name = nameOfSchema.get(zodSchema)
      if (name !== undefined) jsonSchema[NAME] = name
    },
  })
  return as === 'published' ? simplify(made, io) : made
}
