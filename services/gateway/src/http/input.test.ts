import { bodyLimits, MAX_BODY_BYTES, scanJson } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { honestBody, hostileBodies } from '../../../../libs/contracts/src/hostileBodies.fixture.ts'
import { parseBody, readInput, requestHeaders } from './input.ts'

const said = (en: unknown) => ({ en, cn: expect.stringContaining('请求体') })
const listed = (entry: string, count: number): string => `[${Array(count).fill(entry).join(',')}]`
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
const named = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"${index}":1`).join(',')}}`

describe('a JSON body', () => {
  test('may be left out where no field is needed, but `null` is no object', () => {
    const schema = z.object({ limit: z.int().default(10) })
    expect(readInput(schema, undefined)).toEqual({ input: { limit: 10 } })
    expect(readInput(schema, null)).toMatchObject({ scode: 1002 })
  })

  test('with doubled keys counts for its last one', () => {
    expect(parseBody('{"tenant_uuid":"a","tenant_uuid":"b"}')).toEqual({ tenant_uuid: 'b' })
  })

  test.each([
    '{"__proto__":{"admin":true},"a":1}',
    '{"\\u005f_proto__":{"admin":true},"a":1}',
    '{"constructor":{"prototype":{"admin":true}},"a":1}',
  ])('%s loses what could reach a prototype', (text) => {
    const body = Object(parseBody(text))
    expect(Object.keys(body)).toEqual(['a'])
    expect(body.admin).toBeUndefined()
  })

  test('loses it deep inside too, beside large integers', () => {
    const body = parseBody('{"a":[{"__proto__":{"admin":true},"size":18446744073709551615}]}')
    expect(JSON.stringify(body)).toBe('{"a":[{"size":18446744073709551615}]}')
  })

  test('keeps large integers to the letter', () => {
    const text = '{"number":9007199254740993,"text":"9007199254740993","small":1}'
    expect(JSON.stringify(parseBody(text))).toBe(text)
  })

  test.each(['[1', 'undefined', "{'a':1}", '{"a":1,}', 'NaN', '\ufeff{}'])('%j is none', (text) => {
    expect(() => parseBody(text)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ scode: 1001 }) }),
    )
  })

  test('may nest as deep as a section does, and not so deep that writing it out would fail', () => {
    expect(JSON.stringify(parseBody(nested(64)))).toBe(nested(64))
    const refusal = { refusal: { scode: 1002, desc: said('the body nests deeper than 64 levels') } }
    expect(() => parseBody(nested(66))).toThrow(expect.objectContaining(refusal))
    expect(() => parseBody(nested(100_000))).toThrow(expect.objectContaining(refusal))
  })
})

describe('what a body costs', () => {
  const refusalOf = (text: string): unknown => {
    try {
      parseBody(text)
      return null
    } catch (fault) {
      return Object(fault).refusal
    }
  }

  test.each(Object.keys(hostileBodies))('is bounded: %s', (name) => {
    const text = hostileBodies[name]?.() ?? ''
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BODY_BYTES)
    const { visited, exceeded, ...counts } = scanJson(text, bodyLimits)
    // Long numbers are read twice, nothing more than that.
    expect(visited).toBeLessThanOrEqual(2 * text.length)
    if (exceeded !== null) {
      const { scode, desc } = Object(refusalOf(text))
      expect({ scode, desc }).toEqual({
        scode: 1002,
        desc: said(expect.stringMatching(/^the body (holds more|nests deeper) than /)),
      })
      return
    }
    for (const [counted, most] of Object.entries(bodyLimits)) {
      expect(counts[counted as keyof typeof bodyLimits]).toBeLessThanOrEqual(most)
    }
    expect([null, expect.objectContaining({ scode: 1001 })]).toContainEqual(refusalOf(text))
  })

  test('is refused as soon as a limit is passed', () => {
    const text = `[${'1,'.repeat(500_000)}1]`
    expect(scanJson(text, bodyLimits).visited).toBeLessThan(201_000)
    expect(refusalOf(text)).toEqual({ scode: 1002, desc: said('the body holds more than 100,000 values') })
  })

  test.each([
    ['100,000 values', listed('1', 99_999), null],
    ['one more', listed('1', 100_000), 'the body holds more than 100,000 values'],
    ['64 levels', nested(64), null],
    ['65 levels', nested(65), 'the body nests deeper than 64 levels'],
    ['25,000 names', listed('{"a":1,"a":2}', 12_500), null],
    ['one more name', listed('{"a":1,"a":2}', 12_501), 'the body holds more than 25,000 field names'],
    ['1,000 different names', named(1_000), null],
    ['one more different name', named(1_001), 'the body holds more than 1,000 different field names'],
    ['5,000 long integers', listed('9007199254740993', 5_000), null],
    [
      'one more of these',
      listed('9007199254740993', 5_001),
      'the body holds more than 5,000 integers beyond 2^53, or texts that begin with U+0000',
    ],
  ])('may be that of %s', (_what, text, desc) => {
    expect(refusalOf(text)).toEqual(desc === null ? null : { scode: 1002, desc: said(desc) })
  })

  test('allows an honest batch of 10,000', () => {
    const uuid = '11111111-1111-4111-8111-111111111111'
    const item = { ticket_uuid: uuid, version: 1_000_000 }
    for (const text of [listed(`"${uuid}"`, 10_000), listed(JSON.stringify(item), 10_000), honestBody()]) {
      expect(text.length).toBeLessThanOrEqual(MAX_BODY_BYTES)
      expect(refusalOf(`{"list":${text}}`)).toBeNull()
    }
  })
})

test.each([
  [undefined, 5_000, false],
  ['wait=0', 0, false],
  ['wait=12', 12_000, false],
  ['Wait = "3"', 3_000, false],
  ['wait=31', 30_000, false],
  ['wait=-1', 5_000, false],
  ['wait=soon', 5_000, false],
  ['respond-async, wait=10', 10_000, true],
  ['handling=lenient; respond-async', 5_000, false],
])('Prefer: %s', (header, waitMs, respondAsync) => {
  expect(requestHeaders(header === undefined ? {} : { prefer: header })).toEqual({
    waitMs,
    respondAsync,
    idempotencyKey: null,
  })
})
