import { describe, expect, test } from '@jest/globals'
import { parseBody, requestHeaders } from './input.ts'

describe('a JSON body', () => {
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
    const nested = (levels: number) => `${'[['.repeat(levels / 2)}${']]'.repeat(levels / 2)}`
    expect(JSON.stringify(parseBody(nested(64)))).toBe(nested(64))
    const refusal = { refusal: { scode: 1002, desc: 'the body nests deeper than 64 levels' } }
    expect(() => parseBody(nested(66))).toThrow(expect.objectContaining(refusal))
    expect(() => parseBody(nested(100_000))).toThrow(expect.objectContaining(refusal))
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
