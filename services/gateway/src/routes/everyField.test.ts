import { bodyLimits, ContainerConfig, groups, parseInput, scanJson, unknownParameter } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { examples } from '../openapi/examples.ts'
import { routes } from './table.ts'

interface Field {
  readonly at: string
  readonly schema: z.ZodType
}

const jsonOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Readonly<Record<string, unknown>>

/** The forms of a field that are objects or lists, for what is in them. */
const inside = (schema: z.core.$ZodType, at: string): readonly Field[] => {
  const def = (schema as z.ZodType)._zod.def as unknown as Readonly<Record<string, z.core.$ZodType>> & {
    readonly options?: readonly z.core.$ZodType[]
    readonly shape?: z.core.$ZodShape
  }
  if (def.shape !== undefined) return fieldsOf(def.shape, `${at}.`)
  const parts = [...(def.options ?? []), def.innerType, def.element, def.out].filter((part) => part !== undefined)
  return parts.flatMap((part) => inside(part, at))
}

const fieldsOf = (shape: z.core.$ZodShape, before: string): readonly Field[] =>
  Object.entries(shape).flatMap(([name, schema]) => [
    { at: `${before}${name}`, schema: schema as z.ZodType },
    ...inside(schema, `${before}${name}`),
  ])

const shapeOf = (schema: z.ZodType): z.core.$ZodShape => Object(schema).shape
const inputs = routes.map((route) => ({
  at: `${route.method} ${route.url} `,
  schema: route.kind === 'command' ? route.body : route.input,
}))
const sections = Object.entries(groups).flatMap(([group, all]) =>
  Object.entries(all).map(([name, { fields }]) => ({ at: `${group}.${name} `, schema: z.looseObject(fields) })),
)
const fields = [...inputs, ...sections, { at: 'config of pass ', schema: ContainerConfig }].flatMap(({ at, schema }) =>
  fieldsOf(shapeOf(schema), at),
)

const problemOf = (schema: z.ZodType, value: unknown) => {
  const parsed = parseInput(schema, value, ['field'])
  return 'problem' in parsed && parsed.problem !== '' ? parsed.problem : null
}
/** How validators and programs speak, and people do not. */
const slang =
  /invalid|expected|undefined|null|\bNaN\b|regex|pattern|string|boolean|\[object|\/\^|\\[dwu]|(: |：)$|is not valid|不正确/i

test('there is much to try', () => {
  expect(fields.length).toBeGreaterThan(150)
})

describe.each(fields)('$at', ({ at, schema }) => {
  const json = jsonOf(schema)
  const [first] = Array.isArray(json.anyOf) ? json.anyOf : []
  const text: Readonly<Record<string, unknown>> = { ...json, ...first }
  const isReadable = String(text.pattern).startsWith('^[^\\u0000')

  test.each([
    null,
    undefined,
    5,
    -1,
    1.5,
    2 ** 60,
    true,
    'nope',
    '\u0000',
    'x\u202ey',
    {},
    { a: 1 },
    [],
    [5],
    [{}],
    'x'.repeat(70_000),
  ])('says of %j in both languages what it takes, or takes it', (value) => {
    const problem = problemOf(schema, value)
    if (problem === null) return
    expect(problem.en).toMatch(/^field(\.\w+)*(: | is missing$)/)
    expect(problem.en).not.toMatch(slang)
    expect(problem.cn).toMatch(/^field(\.\w+)*：.*\p{Script=Han}/u)
    expect(problem.cn.replace(/true|false/g, '')).not.toMatch(slang)
  })

  test('takes null as absence where it may be absent', () => {
    const mayBeAbsent = problemOf(schema, undefined) === null
    // In a section an unfilled field is absent by the section's own rule (contract §3).
    if (!mayBeAbsent || /^\w+\.\w+ /.test(at)) return
    expect([at, problemOf(schema, null)]).toEqual([at, null])
    expect(schema.parse(null)).toEqual(schema.parse(undefined))
  })

  test('takes "" as absence where it may be absent and what it holds may not be empty', () => {
    const mayBeAbsent = problemOf(schema, undefined) === null
    if (!mayBeAbsent || /^\w+\.\w+ /.test(at)) return
    const kinds = [json, ...(Array.isArray(json.anyOf) ? json.anyOf : [])].map((form) => Object(form).type)
    const isValue = kinds.some((kind) => kind === 'string' || kind === 'integer' || kind === 'number')
    if (!isValue) return
    expect([at, problemOf(schema, '')]).toEqual([at, null])
    if (text.type !== 'string' || Number(text.minLength) > 0) expect(schema.parse('')).toEqual(schema.parse(undefined))
  })

  if (isReadable) {
    const most = Number(text.maxLength)
    test.each<readonly [string, string, boolean]>([
      ['blanks', '  ', text.minLength !== 1],
      ['no width', '\u200b\u2060', text.minLength !== 1],
      ['another direction', 'a\u202eb', false],
      ['an isolate', 'a\u2066b', false],
      ['a control character', 'a\u0007b', false],
      ['emoji', '👩‍👩‍👧', true],
      ['characters of four bytes', '𠮷'.repeat(Math.min(most, 20)), true],
      ['text from right to left', 'שלום', true],
      ['the longest text', '字'.repeat(most), true],
      ['a longer one', '字'.repeat(most + 1), false],
    ])('as text takes or refuses %s', (_what, value, isTaken) => {
      expect(problemOf(schema, value) === null).toBe(isTaken)
    })
  }
})

/** Names one letter away from these; never one of them. */
const misspelt = (names: readonly string[]): string[] =>
  names.map((name) => `${name}x`).filter((name) => !names.includes(name))

/** An object of JSON and every object in it, each by what makes the whole again with another in its place. */
const objectsIn = (
  value: unknown,
  whole: (other: unknown) => unknown = (other) => other,
): readonly { readonly keys: readonly string[]; readonly withMore: (name: string) => unknown }[] => {
  if (Array.isArray(value)) return value.flatMap((one, at) => objectsIn(one, (other) => whole(value.with(at, other))))
  if (typeof value !== 'object' || value === null) return []
  return [
    { keys: Object.keys(value), withMore: (name) => whole({ ...value, [name]: 'of a later release' }) },
    ...Object.entries(value).flatMap(([name, one]) => objectsIn(one, (other) => whole({ ...value, [name]: other }))),
  ]
}

const commands = routes.flatMap((route) => (route.kind === 'command' && route.method === 'POST' ? [route] : []))
const sent = commands.flatMap(({ operationId, url, body }) =>
  (examples[operationId] ?? []).slice(0, 1).map((example) => ({ url, schema: body, example: example.body ?? {} })),
)
const withLists = sent.filter(({ example }) => Array.isArray(Object(example).list))
test.each(withLists)('the longest list that $url takes fits the limits of a body', ({ schema, example }) => {
  const [item] = Object(example).list
  const tooLong = parseInput(schema, { ...example, list: Array(10_001).fill(item) })
  const most = Number(/at most (\d+) entries/.exec(Object(tooLong).problem.en)?.[1])
  const scanned = scanJson(JSON.stringify({ ...example, list: Array(most).fill(item) }))
  expect(scanned.names).toBeLessThanOrEqual(bodyLimits.names)
  expect(scanned.values).toBeLessThanOrEqual(bodyLimits.values)
})

/** Where each key counts, for a misspelt one would look as if it worked (contract §1). */
const settings = /^\/v1\/(webhook\/.+|notification\/settings)$/

describe('a key that is not known', () => {
  test.each(sent)(
    'is ignored in the body of $url, kept in a section, and named in settings',
    ({ url, schema, example }) => {
      const objects = objectsIn(example)
      expect(objects.length).toBeGreaterThan(0)
      const known = parseInput(schema, example)
      expect(known).toHaveProperty('input')
      for (const { keys, withMore } of objects) {
        for (const name of ['later', 'constructor', ...misspelt(keys)]) {
          const parsed = parseInput(schema, withMore(name))
          if (settings.test(url)) {
            expect(Object(parsed).problem).toMatchObject({ en: expect.stringContaining(`${name}: is not known, `) })
            expect(Object(parsed).problem.cn).toMatch(/：未知，/)
          } else expect([known, withInput(withMore(name))]).toContainEqual(parsed)
        }
      }
    },
  )

  const asked = routes.flatMap((route) => (route.kind === 'query' ? [route] : []))
  test.each(asked)('in the query string of $url is named, and the nearest known one beside it', ({ input }) => {
    const known = Object.keys(shapeOf(input))
    expect(unknownParameter(input, known)).toBeNull()
    for (const name of misspelt(known)) {
      const nearest = name.slice(0, -1)
      expect(unknownParameter(input, [name])).toEqual({
        en: `${name}: is not known, the nearest known one is ${nearest}`,
        cn: `${name}：未知，最接近的是 ${nearest}`,
      })
    }
  })
})

/** What a schema makes of input that it keeps as it is. */
const withInput = (input: unknown) => ({ input })
