import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseExact, stringifyExact } from './index.ts'

test('integers that a double does not hold become bigint, and come out as they were', () => {
  const text = '{"a":18446744073709551615,"b":[-9007199254740993,1.5e3,0],"c":"18446744073709551615","d":1e400}'
  const value = parseExact(text)
  expect(value).toEqual({
    a: 18446744073709551615n,
    b: [-9007199254740993n, 1500, 0],
    c: '18446744073709551615',
    d: Number.POSITIVE_INFINITY,
  })
  expect(stringifyExact({ a: 18446744073709551615n, b: [-1n] })).toBe('{"a":18446744073709551615,"b":[-1]}')
})

test('a field that holds a uint64 is bigint whatever its value', () => {
  expect(parseExact('{"capacity":1024,"cpu_count":2,"disk_size":0}')).toEqual({
    capacity: 1024n,
    cpu_count: 2,
    disk_size: 0n,
  })
})

test('digits in strings and in fractions stay what they are', () => {
  const text = String.raw`{"a":"\"1234567890123456789","b":0.1234567890123456789,"c":"\\","d":"12345678901234567890"}`
  expect(parseExact(text)).toEqual(JSON.parse(text))
})

test('whatever JSON holds is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
      const isLong = (part: unknown) => typeof part === 'bigint'
      const plain = JSON.parse(JSON.stringify(parseExact(text), (_, part) => (isLong(part) ? Number(part) : part)))
      expect(plain).toEqual(JSON.parse(JSON.stringify(JSON.parse(text))))
    }),
  )
})
