import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bench } from '../test/bench.ts'
import { rateLimit } from './rateLimit.ts'

describe('the rate limit', () => {
  test('never lets more than the limit through in any one second, and no call through that would break it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), (gaps) => {
        const limit = rateLimit()
        let now = 0
        const admitted: number[] = []
        for (const gap of gaps) {
          now += gap
          const inLastSecond = admitted.filter((at) => at >= now - 1000).length
          const isAdmitted = limit.admits('key', 10, now)
          expect(isAdmitted).toBe(inLastSecond < 10)
          if (isAdmitted) admitted.push(now)
        }
      }),
    )
  })

  test('counts CreateImage to 10, DescribeImages to 40, others to 10, and each region for itself', () => {
    const { codeOf, pass } = bench()
    const through = (action: string, region: string) =>
      Array.from({ length: 60 }, () => codeOf(action, {}, { region })).filter((code) => code !== 'RequestLimitExceeded')
    expect(through('CreateImage', 'ap-guangzhou')).toHaveLength(10)
    expect(through('DescribeImages', 'ap-guangzhou')).toHaveLength(40)
    expect(through('DescribeImageQuota', 'ap-guangzhou')).toHaveLength(10)
    expect(through('CreateImage', 'ap-shanghai')).toHaveLength(10)
    pass(1001)
    expect(through('CreateImage', 'ap-guangzhou')).toHaveLength(10)
  })
})
