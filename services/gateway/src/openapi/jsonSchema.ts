import { MAX_DETAILS_BYTES, MAX_LIST } from '@gongdan/contracts'
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

/** A zod schema as JSON Schema 2020-12: of what comes in, before zod changes it, or of what goes out. */
export const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => bound(jsonSchema),
  })
  return made
}
