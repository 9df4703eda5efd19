import { describe, expect, test } from '@jest/globals'
import { createRateLimit, priceBeyond, priceOfBody, priceOfInspection, type RateLimit } from './rateLimit.ts'

/** As a list of 10,000 uuids is let in. */
const takeLongest = (limit: RateLimit) => {
  const paid = priceOfBody({ 'content-length': '390011' })
  const refused = limit.take('ann', paid)
  if (refused === null) limit.charge('ann', priceBeyond(paid, 10_000, 390_011))
  return refused
}

const open = (perSecond = 50, burst = 200) => {
  let now = 0
  let gateways = 1
  const limit = createRateLimit({ perSecond, burst, gateways: () => gateways, now: () => now })
  const count = (price: number, caller = 'ann') => {
    let taken = 0
    while (taken < 10_000 && limit.take(caller, price) === null) taken += 1
    return taken
  }
  return {
    limit,
    count,
    after: (ms: number) => {
      now += ms
    },
    among: (others: number) => {
      gateways = others
    },
  }
}

test('a body whose length was not said costs what it turned out to be', () => {
  const paid = priceOfBody({ 'transfer-encoding': 'chunked' })
  expect([paid, priceBeyond(paid, 1, 1_000_000), priceBeyond(paid, 1, 4_000)]).toEqual([25, 225, 0])
})

test('an inspection costs a fiftieth token an item that is shown, and a two-hundredth one that is only read', () => {
  expect([priceOfInspection(10_000, 10_000), priceOfInspection(10_000, 0), priceOfInspection(100, 0)]).toEqual([
    199, 49, 0,
  ])
})

test('a body that is refused unread for its length costs as the largest one that is read', () => {
  const { limit, after } = open()
  expect(limit.take('ann', priceOfBody({ 'content-length': '2000000000' }))).toBeNull()
  expect(limit.take('ann', 1)).toMatchObject({ scode: 1007, retryAfterS: 2 })
  after(2_000)
  expect(limit.take('ann', 1)).toBeNull()
})

describe('the limit of a caller', () => {
  test('lets 200 requests in at once, then 50 a second, and says when to come back', () => {
    const { limit, count, after } = open()
    expect(count(1)).toBe(200)
    expect(limit.take('ann', 1)).toMatchObject({ scode: 1007, retryAfterS: 1 })
    expect(limit.take('bob', 1)).toBeNull()
    after(1_000)
    expect(count(1)).toBe(50)
    after(100_000)
    expect(count(1)).toBe(200)
  })

  test('counts a list of 10,000 as 200 requests', () => {
    const { limit, after } = open()
    const list = () => takeLongest(limit)
    expect(list()).toBeNull()
    expect(limit.take('ann', 1)).toMatchObject({ scode: 1007 })
    after(1_000)
    expect(list()).toMatchObject({ scode: 1007, retryAfterS: 1 })
    after(1_000)
    expect(list()).toBeNull()
    expect(limit.take('ann', 1)).toMatchObject({ scode: 1007, retryAfterS: 3 })
  })

  test('is divided among the gateways that live, and a list of 10,000 is let in all the same and paid off', () => {
    const { limit, count, after, among } = open()
    among(2)
    expect(count(1)).toBe(100)
    after(1_000)
    expect(count(1)).toBe(25)
    after(10_000)
    expect(takeLongest(limit)).toBeNull()
    after(4_000)
    expect(limit.take('ann', 1)).toMatchObject({ scode: 1007 })
    after(100)
    expect(limit.take('ann', 1)).toBeNull()
  })

  test('makes a caller wait for what was already done for them', () => {
    const { limit, after } = open()
    limit.charge('ann', 250)
    expect(limit.take('ann', 1)).toMatchObject({ retryAfterS: 2 })
    after(1_100)
    expect(limit.take('ann', 1)).toBeNull()
  })

  test('of 0 is none', () => {
    const { count } = open(0)
    expect(count(500)).toBe(10_000)
  })
})
