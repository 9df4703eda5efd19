import ajv from 'ajv'
import formats from 'ajv-formats'

// Zod writes a pattern beside a format, which strict mode does not allow.
const validator = new ajv.Ajv({ strict: false })
formats.default(validator)

/** Whether a message is valid by a JSON Schema. */
export const accepts = (schema: unknown, message: unknown): boolean => validator.validate(Object(schema), message)

const strings: readonly string[] = ['acme', '0c9f8f66-6d5b-4c35-8d0a-6b1f7d1b9a10', 'zhao', '2026-11-24T00:00:00Z']

/**
 * A message that is valid by a JSON Schema, as far as its types, enums, lengths and formats say. Values of `former`
 * that are still valid in their place are kept.
 */
export const exampleOf = (schema: unknown, former?: unknown): unknown => {
  const {
    type,
    properties,
    items,
    minItems = 0,
    minimum = 0,
    anyOf,
    oneOf,
    const: literal,
    enum: values,
  } = Object(schema)
  if (former !== undefined && accepts(schema, former)) return former
  const branches: readonly unknown[] = anyOf ?? oneOf ?? []
  if (branches.length > 0) return exampleOf(branches[0], former)
  if (literal !== undefined) return literal
  if (values !== undefined) return values[0]
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties ?? {}).map(([key, value]) => [key, exampleOf(value, Object(former)[key])]),
      )
    case 'array': {
      const length = Math.max(1, minItems)
      const from: readonly unknown[] =
        Array.isArray(former) && former.length >= length ? former : Array(length).fill(undefined)
      return from.map((item) => exampleOf(items, item))
    }
    case 'string':
      return strings.find((text) => accepts(schema, text)) ?? ''
    case 'integer':
    case 'number':
      return Math.max(minimum, 0)
    case 'boolean':
      return false
    default:
      return null
  }
}
