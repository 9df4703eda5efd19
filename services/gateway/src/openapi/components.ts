import type { JsonSchema } from './schemas.ts'

/** Below so many characters a reference is no shorter than what it refers to. */
const MIN_SHARED = 120

/** What a schema is called that is one of several, before its number: it is the field that has a name. */
const FORM = 'form_'
const lists = ['anyOf', 'oneOf', 'allOf'] as const
const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

/** The schemas right inside of a schema, each with what it is called there. */
const partsOf = (schema: JsonSchema): readonly (readonly [name: string, part: JsonSchema])[] => [
  ...Object.entries(schema.properties ?? {}).map(([name, part]) => [name, part as JsonSchema] as const),
  ...[schema.items, schema.additionalProperties].filter(isSchema).map((part) => ['item', part as JsonSchema] as const),
  ...lists.flatMap((list) => (schema[list] ?? []).map((part, index) => [`${FORM}${index + 1}`, part] as const)),
]

/** The schema with each part inside of it as `change` gives it. */
const mapParts = (schema: JsonSchema, change: (part: JsonSchema, name: string) => JsonSchema): JsonSchema => {
  const { properties, items, additionalProperties } = schema
  const fields = Object.entries(properties ?? {}).map(([name, part]) => [name, change(part as JsonSchema, name)])
  const forms = lists.flatMap((list) =>
    schema[list] === undefined ? [] : [[list, schema[list].map((part, index) => change(part, `${FORM}${index + 1}`))]],
  )
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
    ...(isSchema(items) ? { items: change(items as JsonSchema, 'item') } : {}),
    ...(isSchema(additionalProperties) ? { additionalProperties: change(additionalProperties, 'item') } : {}),
    ...Object.fromEntries(forms),
  }
}

const pascal = (names: readonly string[]): string =>
  names
    .flatMap((name) => name.split('_'))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** The path's last name, its last two names, and so on. */
const suffixesOf = (path: readonly string[]) => path.map((_, index) => path.slice(-1 - index))

/**
 * These schemas as components by their names, and beside them, once, whatever would stand in several places: it is called as the field
 * where it stands first, with as many of the names around it as make it the only one of that name.
 */
export const componentsOf = (roots: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> => {
  const seen = new Map<string, number>()
  const count = (schema: JsonSchema): void => {
    for (const [, part] of partsOf(schema)) {
      const text = JSON.stringify(part)
      const times = seen.get(text) ?? 0
      seen.set(text, times + 1)
      // What is inside of something shared is shared with it.
      if (times === 0) count(part)
    }
  }
  for (const root of Object.values(roots)) count(root)

  const components: Record<string, JsonSchema> = { ...roots }
  const names = new Map<string, string>()
  const nameFor = (path: readonly string[]): string => {
    const fields = path.filter((name) => !name.startsWith(FORM))
    const candidates = [...suffixesOf(fields), ...suffixesOf(path)].map(pascal)
    return (
      candidates.find((name) => !/^(Item|Form\d)/.test(name) && !Object.hasOwn(components, name)) ??
      `Shared${names.size}`
    )
  }
  const shared = (schema: JsonSchema, path: readonly string[]): JsonSchema => {
    const text = JSON.stringify(schema)
    const inside = () => mapParts(schema, (part, name) => shared(part, [...path, name]))
    const isBare = path.at(-1)?.startsWith(FORM) && schema.properties === undefined
    if (isBare || text.length < MIN_SHARED || (seen.get(text) ?? 0) < 2) return inside()
    const name = names.get(text) ?? nameFor(path)
    if (!names.has(text)) {
      names.set(text, name)
      // The name is taken before what is inside looks for names.
      components[name] = schema
      components[name] = inside()
    }
    return { $ref: `#/components/schemas/${name}` }
  }
  for (const [name, root] of Object.entries(roots)) {
    components[name] = mapParts(root, (part, field) => shared(part, [name, field]))
  }
  return components
}
