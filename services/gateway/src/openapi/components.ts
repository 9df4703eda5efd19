import { isDeepStrictEqual } from 'node:util'
import * as contracts from '@gongdan/contracts'
import { type JsonSchema, NAME, partWords } from './schemas.ts'

type Schemas = Readonly<Record<string, JsonSchema>>

const lists = ['anyOf', 'oneOf', 'allOf'] as const
const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

const referTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

const pascal = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/(?<!s)s$/, '')

/** Lists of texts that the contract has a name for: `ticketStateCodes` are the values of the enum `TicketStateCode`. */
const nameOfValues: ReadonlyMap<string, string> = new Map(
  Object.entries(contracts).flatMap(([name, value]) =>
    Array.isArray(value) ? [[JSON.stringify(value), singular(pascal(name))]] : [],
  ),
)

/** The place of a schema that the one around it is built upon. */
const BASE = '^'

/**
 * The schema with each part inside of it as `change` gives it; `name` is that of the field, `BASE`, or `''` for another form of the same.
 */
const mapParts = (schema: JsonSchema, change: (part: JsonSchema, name: string) => JsonSchema): JsonSchema => {
  const { properties, items, additionalProperties } = schema
  const fields = Object.entries(properties ?? {}).map(([name, part]) => [name, change(part as JsonSchema, name)])
  const forms = lists.flatMap((list) =>
    schema[list] === undefined ? [] : [[list, schema[list].map((part) => change(part, list === 'allOf' ? BASE : ''))]],
  )
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
    ...(isSchema(items) ? { items: change(items as JsonSchema, 'item') } : {}),
    ...(isSchema(additionalProperties) ? { additionalProperties: change(additionalProperties, 'value') } : {}),
    ...Object.fromEntries(forms),
  }
}

/** What programs have a type of its own for: an object with fields, one of several texts, or a choice with objects in it. */
const isOwnType = (form: JsonSchema): boolean => {
  if (form.properties !== undefined) return Object.keys(form.properties).length > 0
  if (form.enum !== undefined) return form.enum.length > 1
  if (form.allOf !== undefined) return true
  const choices = (form.anyOf ?? form.oneOf ?? []).filter(({ type }) => type !== 'null')
  return choices.length > 1 && choices.some(({ $ref }) => $ref !== undefined)
}

/** `anyOf` of a plain form and null, as a form that may be null. */
const orNull = (form: JsonSchema): JsonSchema => {
  const [own, nothing, ...more] = form.anyOf ?? []
  if (own === undefined || nothing?.type !== 'null' || more.length > 0 || typeof own.type !== 'string') return form
  const { anyOf: _, ...said } = form
  return { ...said, ...own, type: [own.type, 'null'] } as unknown as JsonSchema
}

const isShareable = (field: unknown): field is JsonSchema =>
  isSchema(field) &&
  field.properties === undefined &&
  typeof Object(field).type === 'string' &&
  Object(field).type !== 'object'

/** Whether a field that stands there so often is shorter as a component of this name, with references to it. */
const isShorter = (text: string, name: string, times: number): boolean => {
  const reference = JSON.stringify(referTo(name)).length
  const size = Buffer.byteLength(text)
  return size + name.length + times * reference < times * size
}

/** Fields that stand in several components with the same words, as components of their own, called as the field. */
const shareFields = (components: Schemas): Schemas => {
  const all: Record<string, JsonSchema> = { ...components }
  const times = new Map<string, number>()
  const visit = (schema: JsonSchema, change: (field: JsonSchema, name: string) => JsonSchema): JsonSchema =>
    mapParts(schema, (part, name) =>
      name !== '' && name !== BASE && isShareable(part) ? change(part, name) : visit(part, change),
    )
  const count = (field: JsonSchema): JsonSchema => {
    const text = JSON.stringify(field)
    times.set(text, (times.get(text) ?? 0) + 1)
    return field
  }
  for (const schema of Object.values(components)) visit(schema, count)
  const names = new Map<string, string>()
  const share = (field: JsonSchema, name: string): JsonSchema => {
    const text = JSON.stringify(field)
    const known = names.get(text)
    if (known !== undefined) return referTo(known)
    const wishes = [pascal(name), ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${pascal(name)}${number}`)]
    const own = wishes.find((wish) => !Object.hasOwn(all, wish))
    if (own === undefined || !isShorter(text, own, times.get(text) ?? 0)) return field
    names.set(text, own)
    all[own] = field
    return referTo(own)
  }
  for (const [owner, schema] of Object.entries(components)) {
    all[owner] = visit(schema, share)
  }
  return all
}

/** An object that has no more fields cannot be said in two parts: each would refuse those of the other. */
const isClosed = ({ additionalProperties }: JsonSchema): boolean => additionalProperties === false

/** An object that has all fields of the component `base`, as that and the more. */
const upon = (base: string, { properties: known = {}, required: certain = [] }: JsonSchema, schema: JsonSchema) => {
  const { properties = {}, required = [], description, 'x-title-cn': titleCn, type: _, ...form } = schema
  const more = Object.entries(properties).filter(([field]) => !Object.hasOwn(known, field))
  const needed = required.filter((field) => !certain.includes(field))
  const own = {
    ...form,
    properties: Object.fromEntries(more),
    ...(needed.length === 0 ? {} : { required: needed }),
  }
  const said = Object.entries({ description, 'x-title-cn': titleCn }).filter(([, words]) => words !== undefined)
  return { ...Object.fromEntries(said), allOf: [referTo(base), own] }
}

/** An object is worth to be built upon from so many fields on. */
const MIN_BASE = 2

/** What several objects have in common, for which the contract has no object of its own. */
const heads: Readonly<Record<string, readonly string[]>> = {
  ProcessHead: ['ProcessListItem', 'ProcessInspectData'],
  StepHead: ['StepView', 'SimulatedStep'],
  StepRules: ['RoleStep', 'ApproversStep'],
  TicketHead: ['TicketListItem', 'TicketNotice', 'ClaimedTicket'],
}
const isHeaded: ReadonlySet<string> = new Set(Object.values(heads).flat())

/** Objects that have all fields of another one, and more, are that one and the more. */
const extendBases = (components: Schemas): Schemas => {
  const texts = new Map(
    Object.entries(components).map(([name, { properties = {}, required = [] }]) => [
      name,
      new Set(
        Object.entries(properties).map(([field, form]) => JSON.stringify([field, form, required.includes(field)])),
      ),
    ]),
  )
  const baseOf = (name: string): string | undefined => {
    const own = texts.get(name) ?? new Set()
    const isBase = ([other, fields]: [string, Set<string>]): boolean =>
      fields.size >= MIN_BASE && fields.size < own.size && other !== name && fields.isSubsetOf(own)
    return [...texts].filter(isBase).toSorted(([, one], [, other]) => other.size - one.size)[0]?.[0]
  }
  const extended = (name: string, schema: JsonSchema): JsonSchema => {
    const base = isHeaded.has(name) || isClosed(schema) ? undefined : baseOf(name)
    return base === undefined ? schema : upon(base, components[base] ?? {}, schema)
  }
  return Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, extended(name, schema)]))
}

/** Objects are these heads, and what each has beside. */
const extendHeads = (components: Schemas): Schemas => {
  const all: Record<string, JsonSchema> = { ...components }
  for (const [head, names] of Object.entries(heads)) {
    const members = names.map((name) => all[name]).filter((one) => one !== undefined)
    const [first] = members
    // Other documents than the whole one may lack them.
    if (first === undefined || members.length < names.length || members.some(isClosed)) continue
    const isCertain = (name: string, { required = [] }: JsonSchema): boolean => required.includes(name)
    const inAll = ([name, field]: [string, unknown]): boolean =>
      members.every(
        (member) =>
          isDeepStrictEqual(member.properties?.[name], field) && isCertain(name, member) === isCertain(name, first),
      )
    const common = Object.fromEntries(Object.entries(first.properties ?? {}).filter(inAll))
    const certain = Object.keys(common).filter((name) => isCertain(name, first))
    all[head] = { type: 'object', properties: common, ...(certain.length === 0 ? {} : { required: certain }) }
    names.forEach((name, place) => {
      all[name] = upon(head, all[head] ?? {}, members[place] ?? {})
    })
  }
  return all
}

/**
 * Words that are said at every reference to a component are said at the component, once. Forms of a choice and answers have none of
 * their own.
 */
const hoistWords = (components: Schemas): Schemas => {
  const words = new Map<string, Set<string>>()
  // What is built upon a component has its words.
  const visit = (schema: JsonSchema, change: (reference: JsonSchema) => JsonSchema): JsonSchema =>
    mapParts(schema, (part, name) => {
      if (part.$ref === undefined) return visit(part, change)
      return name === BASE ? part : change(part)
    })
  const note = (reference: JsonSchema): JsonSchema => {
    const { $ref = '', ...said } = reference
    words.set($ref, (words.get($ref) ?? new Set()).add(JSON.stringify(said)))
    return reference
  }
  for (const schema of Object.values(components)) visit(schema, note)
  const same = (name: string): JsonSchema | undefined => {
    const [only, ...others] = words.get(referTo(name).$ref ?? '') ?? []
    const said = only === undefined || others.length > 0 ? {} : JSON.parse(only)
    const isWords = said['x-title-cn'] !== undefined && said.default === undefined
    return isWords && components[name]?.description === undefined ? said : undefined
  }
  const bare = (reference: JsonSchema): JsonSchema =>
    same(String(reference.$ref).replace(/.*\//, '')) === undefined ? reference : { $ref: reference.$ref ?? '' }
  return Object.fromEntries(
    Object.entries(components).map(([name, schema]) => [name, { ...same(name), ...visit(schema, bare) }]),
  )
}

/**
 * Collects the components of a document. What several places have in common stands there once. A component is called as its schema is
 * in code, else as the field that it stands in, behind the name of what the field is in.
 */
export const createComponents = () => {
  const texts = new Map<string, string>()
  const components: Record<string, JsonSchema> = {}
  const parameters: Record<string, object> = {}
  const parameterTexts = new Map<string, string>()
  const responseTexts = new Map<string, string>()
  const responses: Record<string, object> = {}

  const nameFor = (text: string, wishes: readonly string[], texts: ReadonlyMap<string, string>): string => {
    const numbered = Array.from({ length: 99 }, (_, index) => `${wishes.at(-1)}n${index + 2}`)
    const name = [...wishes, ...numbered].find((wish) => (texts.get(wish) ?? text) === text)
    if (name === undefined) throw new Error(`no name is left for ${wishes.join(', ')}`)
    return name
  }
  /** The first name of a form that has none of its own. */
  const nameOfText = new Map<string, string>()
  const add = (form: JsonSchema, wishes: readonly string[]): JsonSchema => {
    const text = JSON.stringify(form)
    const name = nameFor(text, wishes, texts)
    if (!nameOfText.has(text)) nameOfText.set(text, name)
    texts.set(name, text)
    components[name] = form
    return referTo(name)
  }
  /** `owner` is the name of what this stands in. */
  const extract = (schema: JsonSchema, owner: string, field: string): JsonSchema => {
    const { [NAME]: given, ...bare } = schema
    const { said, form: whole } = partWords(bare)
    const own = `${owner}${pascal(field)}`
    const name = typeof given === 'string' ? given : own
    const form = orNull(
      mapParts(whole, (part, inside) => {
        if (inside === 'item') return extract(part, owner, singular(field === '' ? inside : field))
        if (inside === '' || inside === BASE) return extract(part, name, part.properties === undefined ? '' : 'object')
        return inside === 'value' ? extract(part, owner, field) : extract(part, name, inside)
      }),
    )
    const isMap = form.type === 'object' && given !== undefined
    if (!isOwnType(form) && !isMap) return { ...said, ...form }
    const known = form.enum === undefined ? undefined : nameOfValues.get(JSON.stringify(form.enum))
    const shared = given === undefined && known === undefined ? nameOfText.get(JSON.stringify(form)) : undefined
    return { ...said, ...(shared === undefined ? add(form, [known ?? name, own]) : referTo(shared)) }
  }
  return {
    /** The schema of a field of the component `owner`, with references to the components that it needs. */
    extract: (schema: JsonSchema, owner: string, field = '') => extract(schema, owner, field),
    /** Adds a component whose parts are components already, under its name, and gives a reference to it. */
    add: (name: string, schema: JsonSchema): JsonSchema => add(schema, [name]),
    /** Adds a parameter that many routes have in common, and gives a reference to it. */
    addParameter: (parameter: { readonly name: string }): JsonSchema => {
      const text = JSON.stringify(parameter)
      const name = nameFor(text, [`${parameter.name}_query`], parameterTexts)
      parameterTexts.set(name, text)
      parameters[name] = parameter
      return { $ref: `#/components/parameters/${name}` }
    },
    parameters: (): Readonly<Record<string, object>> => parameters,
    /** Adds an answer that many routes have in common, and gives a reference to it. */
    addResponse: (wish: string, response: object): JsonSchema => {
      const text = JSON.stringify(response)
      const name = nameFor(text, [wish], responseTexts)
      responseTexts.set(name, text)
      responses[name] = response
      return { $ref: `#/components/responses/${name}` }
    },
    responses: (): Readonly<Record<string, object>> => responses,
    all: (): Schemas =>
      Object.fromEntries(
        Object.entries(extendHeads(extendBases(hoistWords(shareFields(components))))).toSorted(([a], [b]) =>
          a < b ? -1 : 1,
        ),
      ),
  }
}
export type Components = ReturnType<typeof createComponents>
