import { describe, expect, test } from '@jest/globals'
import { type ByteUnit, byteUnits, fromBytes, toBytes } from './bytes.ts'

describe('a size is entered with a unit and kept exact', () => {
  test.each<[string, ByteUnit, bigint]>([
    ['9223372036854775809', 'B', 2n ** 63n + 1n],
    ['18446744073709551615', 'B', 2n ** 64n - 1n],
    ['2', 'TiB', 2_199_023_255_552n],
    ['1.5', 'GiB', 1_610_612_736n],
    ['0.5', 'MiB', 524_288n],
    [' 512 ', 'MiB', 536_870_912n],
    ['8388608', 'TiB', 2n ** 63n],
    ['0', 'GiB', 0n],
  ])('%s %s', (amount, unit, bytes) => {
    expect(toBytes({ amount, unit })).toBe(bytes)
  })

  test.each<[string, ByteUnit, string]>([
    ['', 'GiB', 'number'],
    ['-1', 'GiB', 'number'],
    ['1e3', 'GiB', 'number'],
    ['1,5', 'GiB', 'number'],
    ['.5', 'GiB', 'number'],
    ['0.1', 'GiB', 'fraction'],
    ['1.5', 'B', 'fraction'],
    ['18446744073709551616', 'B', 'range'],
    ['16777216', 'TiB', 'range'],
  ])('%s %s is refused: %s', (amount, unit, problem) => {
    expect(toBytes({ amount, unit })).toBe(problem)
  })

  test.each([
    0n,
    1n,
    1023n,
    2n ** 30n,
    3n * 2n ** 38n,
    2n ** 40n + 2n ** 39n,
    2n ** 63n,
    2n ** 63n + 1n,
    2n ** 64n - 1n,
  ])('%s bytes are shown for editing as what gives the same bytes again', (bytes) => {
    expect(toBytes(fromBytes(bytes))).toBe(bytes)
  })

  test('the largest unit that needs no rounding is taken', () => {
    expect(fromBytes(2n ** 40n)).toEqual({ amount: '1', unit: 'TiB' })
    expect(fromBytes(1536n * 2n ** 20n)).toEqual({ amount: '1.5', unit: 'GiB' })
    expect(fromBytes(2n ** 63n + 1n)).toEqual({ amount: '9223372036854775809', unit: 'B' })
    expect(byteUnits).toEqual(['B', 'MiB', 'GiB', 'TiB'])
  })
})
