import { isDeepStrictEqual } from 'node:util'
import { type JsonSchema, nameOfSchema } from './schemas.ts'

type Schemas = Readonly<Record<string, JsonSchema>>
type Named = Readonly<Record<string, object>>

/** The value with every object within it as `change` gives it, from the outside to the inside. */
const mapObjects = (value: unknown, change: (object: object) => object): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapObjects(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(change(value)).map(([name, part]) => [name, mapObjects(part, change)]))
}

/** All references within a value, each as often as it stands there. */
const referencesIn = (value: unknown): readonly string[] => {
  const found: string[] = []
  mapObjects(value, (object) => {
    if ('$ref' in object) found.push(String(object.$ref))
    return object
  })
  return found
}

/**
 * Parameters or answers that one operation alone has stand there; those of several stay components. `prefix` is where the components
 * are.
 */
export const inlineSingles = <T>(paths: T, components: Named, prefix: string): { paths: T; components: Named } => {
  const times = Map.groupBy(referencesIn(paths), (reference) => reference)
  const single = (name: string): boolean => times.get(`${prefix}${name}`)?.length === 1
  const own = ({ $ref }: { readonly $ref?: unknown }): object | undefined => {
    const name = String($ref).startsWith(prefix) ? String($ref).slice(prefix.length) : ''
    return single(name) ? components[name] : undefined
  }
  return {
    paths: mapObjects(paths, (object) => own(object) ?? object) as T,
    components: Object.fromEntries(Object.entries(components).filter(([name]) => !single(name))),
  }
}

const whole = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, format: 'int64' } as const

/** Forms that many fields have. A field is such a one and its own words. */
const forms: Readonly<Record<string, object>> = {
  UnixTime: { ...whole, 'x-unit': 'unix second' },
  UnixTimeOrNull: { ...whole, type: ['integer', 'null'], 'x-unit': 'unix second' } as object,
  Whole: whole,
  WholeOrNull: { ...whole, type: ['integer', 'null'] } as object,
}

/** The schemas with these forms as components. */
export const shareForms = (schemas: Schemas): Schemas => {
  const refer = (object: object): object => {
    const has = ([, form]: [string, object]) =>
      Object.entries(form).every(([name, value]) => isDeepStrictEqual(Object(object)[name], value))
    const [name, form] = Object.entries(forms).find(has) ?? []
    if (form === undefined) return object
    const own = Object.entries(object).filter(([word]) => !Object.hasOwn(form, word))
    return { ...Object.fromEntries(own), $ref: `#/components/schemas/${name}` }
  }
  return { ...(mapObjects(schemas, refer) as Schemas), ...(forms as Schemas) }
}

/** Schemas with Chinese titles only where people fill in what they describe: those that `requests` refer to. */
export const titlesOfRequests = (schemas: Schemas, requests: unknown): Schemas => {
  const reached = new Set<string>()
  const visit = (value: unknown): void => {
    for (const reference of referencesIn(value)) {
      const name = reference.replace('#/components/schemas/', '')
      if (reached.has(name)) continue
      reached.add(name)
      visit(schemas[name])
    }
  }
  visit(requests)
  const bare = (object: object): object => {
    const { 'x-title-cn': _, ...others } = object as JsonSchema
    return others
  }
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      reached.has(name) ? schema : (mapObjects(schema, bare) as JsonSchema),
    ]),
  )
}

const given: ReadonlySet<string> = new Set(nameOfSchema.values())

/** The schemas without those that another one says in the same words, unless the contract has a name for both. */
export const mergeSame = (schemas: Schemas): Schemas => {
  const names = Object.keys(schemas).toSorted((one, other) => one.length - other.length)
  const prefix = '#/components/schemas/'
  const merged = new Map<string, string>()
  for (const same of Map.groupBy(names, (name) => JSON.stringify(schemas[name])).values()) {
    const kept = same.find((name) => given.has(name)) ?? same[0]
    for (const name of same) if (name !== kept && !given.has(name)) merged.set(`${prefix}${name}`, `${prefix}${kept}`)
  }
  const refer = (object: object): object => {
    const other = merged.get(Object(object).$ref)
    return other === undefined ? object : { ...object, $ref: other }
  }
  const kept = Object.entries(schemas).filter(([name]) => !merged.has(`${prefix}${name}`))
  return mapObjects(Object.fromEntries(kept), refer) as Schemas
}
