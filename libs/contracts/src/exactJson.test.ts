import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { exactInteger, parseExact } from './exactJson.ts'

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

test('an integer that a number can hold is one', () => {
  expect(parseExact('[9007199254740991, 1.5, 1e30]')).toEqual([Number.MAX_SAFE_INTEGER, 1.5, 1e30])
})

test.each(['', '{', '{"a":1}}', '9007199254740993,', '01'])('what is no JSON is a SyntaxError: %j', (text) => {
  expect(() => parseExact(text)).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
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
])('the integer of %s is %s', (json, integer) => {
  expect(exactInteger(parseExact(json))).toBe(integer)
})
