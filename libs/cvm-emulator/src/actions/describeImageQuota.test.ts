import { describe, expect, test } from '@jest/globals'
import { bench } from '../../test/bench.ts'

describe('DescribeImageQuota', () => {
  test('tells the quota as set', () => {
    expect(bench({ settings: { quota: 42 } }).call('DescribeImageQuota')?.ImageNumQuota).toBe(42)
  })
})
