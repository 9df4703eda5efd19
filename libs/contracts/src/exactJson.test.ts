import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  exactInteger,
  exactNumber,
  isSameJson,
  type JsonCounts,
  parseExact,
  parseScanned,
  scanJson,
} from './exactJson.ts'

test('JSON with integers of any size comes out as it came in', () => {
  const integers = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n })
  fc.assert(
    fc.property(integers, fc.json(), (integer, other) => {
      const text = JSON.stringify(JSON.parse(other))
      const json = `{"a":[${integer},{"b":${integer}}],"c":${text}}`
      expect(JSON.stringify(parseExact(json))).toBe(json)
    }),
  )
})

test.each([
  ['{"a":1,"b":{"c":[1,2],"d":null}}', '{"b":{"d":null,"c":[1,2]},"a":1}', true],
  ['{"a":18446744073709551615}', '{ "a": 18446744073709551615 }', true],
  ['{"a":18446744073709551615}', '{"a":18446744073709551614}', false],
  ['{"a":[1,2]}', '{"a":[2,1]}', false],
  ['{"a":1}', '{"a":"1"}', false],
  ['{"a":1}', 'null', false],
])('%s and %s say the same: %s', (one, other, same) => expect(isSameJson(one, other)).toBe(same))

test('an integer that a number can hold is one', () => {
  expect(parseExact('[9007199254740991, 1.5, 1e30]')).toEqual([Number.MAX_SAFE_INTEGER, 1.5, 1e30])
})

test.each([
  '',
  '{',
  '{"a":1}}',
  '9007199254740993,',
  '01',
  '09007199254740993',
  '+9007199254740993',
  '.9007199254740993',
  '9007199254740993a',
  'a9007199254740993',
  '-9007199254740993-',
  '--9007199254740993',
  '{9007199254740993:1}',
  '{9007199254740993 : 9007199254740993}',
  '[9007199254740993:1]',
  '{9007199254740993}',
  '9007199254740993"a"',
  '[9007199254740993,"\\u0000',
])('what is no JSON is a SyntaxError with the message of JSON.parse: %j', (text) => {
  const { message } = (() => {
    try {
      return JSON.parse(text)
    } catch (fault) {
      return fault
    }
  })()
  expect(() => parseExact(text)).toThrow(expect.objectContaining({ name: 'SyntaxError', message }))
})

test.each([
  ['9007199254740993', 9007199254740993n],
  ['"18446744073709551615"', 18446744073709551615n],
  ['1', 1n],
  ['1e3', 1000n],
  ['"1e3"', null],
  ['1.5', null],
  ['9007199254740993.5', null],
  ['""', null],
  ['true', null],
  ['123456789012345678901', null],
])('the integer of %s is %s', (json, integer) => {
  expect(exactInteger(parseExact(json))).toBe(integer)
})

test.each([0n, 9007199254740991n, 9007199254740992n, 18446744073709551615n, -9007199254740993n])(
  'the integer %s is written to the letter',
  (integer) => expect(JSON.stringify({ integer: exactNumber(integer) })).toBe(`{"integer":${integer}}`),
)

/** Texts and names that the scan has reason to look at twice. */
const strange = fc.constantFrom(
  '',
  '\u0000',
  '\u0000\u0000',
  '\u00009007199254740993',
  '__proto__',
  'constructor',
  'prototype',
  '\\',
  '"',
  ':',
  '",9007199254740993,"',
  '字',
)
const texts = fc.oneof(strange, fc.string({ unit: 'binary', maxLength: 12 }))
const isShort = (value: number) => !Number.isInteger(value) || Number.isSafeInteger(value)
const numbers = fc.double({ noDefaultInfinity: true, noNaN: true }).filter(isShort)
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(texts, fc.integer(), numbers, fc.constantFrom(null, true, false)),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 6 }),
  ),
}))
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
/** JSON in one of the many ways to write it: with blanks, and with characters escaped that need not be. */
const written = fc
  .tuple(values, fc.constantFrom(undefined, 1, '\t'), fc.boolean())
  .map(([value, indent, escapes]) => {
    const text = JSON.stringify(value, null, indent)
    return escapes ? text.replaceAll(/[a_]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`) : text
  })
  // An escape is one in texts only.
  .filter(isJson)

const counted = (value: unknown): { values: number; names: number; levels: number } => {
  if (typeof value !== 'object' || value === null) return { values: 1, names: 0, levels: 0 }
  const inner = Object.values(value).map(counted)
  const sum = (name: 'values' | 'names') => inner.reduce((total, one) => total + one[name], 0)
  return {
    values: 1 + sum('values'),
    names: sum('names') + (Array.isArray(value) ? 0 : inner.length),
    levels: 1 + Math.max(0, ...inner.map(({ levels }) => levels)),
  }
}

const withoutPrototypes = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutPrototypes)
  const makes = (name: string, inner: unknown) =>
    name === '__proto__' || (name === 'constructor' && Object.hasOwn(Object(inner), 'prototype'))
  const kept = Object.entries(value).filter(([name, inner]) => !makes(name, inner))
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutPrototypes(inner)]))
}

describe('scanned JSON', () => {
  test('is what JSON.parse makes of it, less what reaches prototypes; and the counts are right', () => {
    fc.assert(
      fc.property(written, (text) => {
        const value: unknown = JSON.parse(text)
        const scan = scanJson(text)
        expect(scan).toMatchObject(counted(value))
        expect(scan.hasLongIntegers).toBe(false)
        expect(parseExact(text)).toEqual(value)
        expect(parseScanned(text, scan)).toEqual(withoutPrototypes(value))
      }),
      { numRuns: 500 },
    )
  })

  test('keeps long integers exactly, whatever stands beside them', () => {
    const longs = fc.oneof(
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
      fc.bigInt({ min: -(2n ** 70n), max: -(2n ** 53n) }),
    )
    fc.assert(
      fc.property(longs, values, texts, longs, (first, beside, name, second) => {
        const text = `{"a":${first},"b":[${JSON.stringify(beside)},${second}],${JSON.stringify(`x${name}`)}:${second}}`
        const scan = scanJson(text)
        expect(scan.hasLongIntegers).toBe(true)
        const { a, b, ...rest } = Object(parseScanned(text, scan))
        expect([JSON.stringify(a), JSON.stringify(b[1]), JSON.stringify(Object.values(rest)[0])]).toEqual(
          [first, second, second].map(String),
        )
        expect(JSON.stringify(b[0])).toBe(JSON.stringify(withoutPrototypes(JSON.parse(JSON.stringify(beside)))))
      }),
      { numRuns: 500 },
    )
  })

  test('is not JSON when the text is not, however little is wrong with it', () => {
    const cut = fc.tuple(written, fc.nat(), fc.constantFrom('', ',', ':', '"', '9007199254740993', '}', '\\'))
    fc.assert(
      fc.property(cut, ([text, at, put]) => {
        const place = at % (text.length + 1)
        const changed = `${text.slice(0, place)}${put}${text.slice(place + 1)}`
        const parse = () => parseExact(changed)
        if (isJson(changed)) parse()
        else expect(parse).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
      }),
      { numRuns: 1_000 },
    )
  })

  const limits: JsonCounts = { values: 4, names: 3, differentNames: 2, marked: 1, levels: 2 }
  test.each([
    ['[1,2,3]', null],
    ['[1,2,3,4]', 'values'],
    ['[[[', 'levels'],
    ['[[]]', null],
    ['{"a":{"a":{"a":1}}}', 'levels'],
    ['{"a":1,"b":2,"a":3}', null],
    ['{"a":1,"b":2,"c":3}', 'differentNames'],
    ['{"\\n":1,"\\t":2,"\\b":3}', 'differentNames'],
    ['{"a":"a","b":["c","d"]}', 'values'],
    ['{"a":1,"a":2,"a":3,"a":4}', 'names'],
    ['[9007199254740993]', null],
    ['[9007199254740993,9007199254740993]', 'marked'],
    ['[9007199254740993,"\\u0000"]', 'marked'],
  ])('%s exceeds %s', (text, exceeded) => {
    expect(scanJson(text, limits).exceeded).toBe(exceeded)
  })
})
