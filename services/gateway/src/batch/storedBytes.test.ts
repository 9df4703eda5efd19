import { describe, expect, test } from '@jest/globals'
import { createStoredBytes, type StoredBytesStore } from './storedBytes.ts'

const memoryStore = (): StoredBytesStore & { fails(now: boolean): void } => {
  const sums = new Map<string, number>()
  let failing = false
  return {
    fails: (now) => {
      failing = now
    },
    add: async (day, bytes) => {
      if (failing) throw new Error('the database is away')
      for (const [caller, own] of bytes) sums.set(day + caller, (sums.get(day + caller) ?? 0) + own)
      return new Map([...bytes.keys()].map((caller) => [caller, sums.get(day + caller) ?? 0]))
    },
  }
}
const open = (store = memoryStore(), most = 1_000) => {
  let now = Date.UTC(2026, 10, 27, 22)
  const later = (ms: number) => {
    now += ms
  }
  return { ...createStoredBytes({ most, store, now: () => now }), later }
}
const full = expect.objectContaining({ scode: 1007, retryAfterS: 7_200 })

describe('the quota of stored bytes', () => {
  test('is a caller’s own, and begins anew at midnight', () => {
    const { add, refusalOf, later } = open()
    add('ann', 999)
    expect(refusalOf('ann')).toBeNull()
    add('ann', 1)
    expect([refusalOf('ann'), refusalOf('bob')]).toEqual([full, null])
    later(7_200_000)
    expect(refusalOf('ann')).toBeNull()
  })

  test('holds over all gateways, and for one that was started anew', async () => {
    const store = memoryStore()
    const [one, other] = [open(store), open(store)]
    one.add('ann', 600)
    other.add('ann', 600)
    for (const gateway of [one, other, one]) await gateway.exchange()
    expect([one.refusalOf('ann'), other.refusalOf('ann')]).toEqual([full, full])
    const anew = open(store)
    anew.add('ann', 1)
    await anew.exchange()
    expect(anew.refusalOf('ann')).toEqual(full)
  })

  test('counts once what could not be exchanged at first', async () => {
    const store = memoryStore()
    const { add, exchange, refusalOf } = open(store)
    add('ann', 400)
    store.fails(true)
    await expect(exchange()).rejects.toThrow()
    store.fails(false)
    await exchange()
    await exchange()
    add('ann', 599)
    expect(refusalOf('ann')).toBeNull()
    add('ann', 1)
    expect(refusalOf('ann')).toEqual(full)
  })

  test('of 0 is none', () => {
    const { add, refusalOf } = open(memoryStore(), 0)
    add('ann', 1e9)
    expect(refusalOf('ann')).toBeNull()
  })
})
