import { wordsOf } from '@gongdan/contracts'
import type { JsonSchema } from './schemas.ts'

const saidOf = (path: string) => {
  const words = wordsOf(path)
  if (words === undefined) return {}
  const { title_cn: titleCn, description, unit } = words
  // No title: generators call types by it, and the field has a name.
  return { description, 'x-title-cn': titleCn, ...(unit === undefined ? {} : { 'x-unit': unit }) }
}

const branches = ['anyOf', 'oneOf', 'allOf'] as const

/**
 * A schema whose fields say what they are in words. `path` is how `wordsOf` calls the place where the schema stands. A field that stands
 * in the object itself and again in a choice of forms (the type of a ticket) says it once.
 */
export const withWords = (schema: JsonSchema, path: string, said: readonly string[] = []): JsonSchema => {
  const { properties, items, additionalProperties } = schema
  const names = [...said, ...Object.keys(properties ?? {})]
  const inside = (part: unknown, known: readonly string[] = []) => withWords(part as JsonSchema, path, known)
  const fields = Object.entries(properties ?? {}).map(([name, field]) => {
    const at = `${path}.${name}`
    return [name, { ...(said.includes(name) ? {} : saidOf(at)), ...withWords(field as JsonSchema, at) }]
  })
  const chosen = branches.flatMap((name) =>
    schema[name] === undefined ? [] : [[name, schema[name].map((one) => inside(one, names))]],
  )
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
    ...(typeof items === 'object' && !Array.isArray(items) ? { items: inside(items) } : {}),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: inside(additionalProperties) } : {}),
    ...Object.fromEntries(chosen),
  }
}
