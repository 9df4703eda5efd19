import { describe, expect, test } from '@jest/globals'
import { decideAll, memoryBus, silence } from '../../test/memoryBus.ts'
import { memoryBatchStore } from '../../test/memoryStores.ts'
import { ann, peers, silent, uuid } from '../../test/startGateway.ts'
import type { Batch } from './batch.ts'
import { batchRecovery, retryDelayMs } from './recovery.ts'
import { createStitcher } from './stitcher.ts'

const submitOf = (): Batch => ({
  batchUuid: uuid(),
  correlationId: uuid(),
  caller: 'ann',
  type: 'ticket.submit-saved',
  principal: ann,
  shared: {},
  items: [1, 2].map(() => ({ commandId: uuid(), ticketUuid: uuid() })),
  order: [0, 1],
  single: false,
  acceptedAt: 1,
})

const start = () => {
  const { bus, ...world } = memoryBus()
  const store = memoryBatchStore()
  const stitcher = createStitcher(bus, peers, silent)
  const { next } = batchRecovery({ store, stitcher, now: () => 1_000_000 })
  const takeUp = async () => (await next(new AbortController().signal))?.()
  return { store, stitcher, takeUp, ...world }
}
const known = (batch: Batch, at: number) =>
  new Map([
    [
      batch.items[at]!.commandId,
      { commandId: batch.items[at]!.commandId, scode: 0, desc: '', uuid: '', name: '' } as const,
    ],
  ])

describe('a batch that was answered with 202', () => {
  test('is finished by asking again for what is unanswered, with the same command ids', async () => {
    const { store, takeUp, received } = start()
    const batch = submitOf()
    await store.save(batch, known(batch, 0), new Date(1_000_000))
    await takeUp()
    expect(received.map(({ items }) => items)).toEqual([[batch.items[1]]])
    expect((await store.find(batch.batchUuid, 'ann'))?.outcomes.size).toBe(2)
    expect(await store.claim(new Date(9e12), new Date())).toBeNull()
  })

  test('is left alone until it is due', async () => {
    const { store, takeUp, received } = start()
    await store.save(submitOf(), new Map(), new Date(1_000_001))
    await takeUp()
    expect(received).toEqual([])
  })

  test('keeps the outcomes that came, and is due again later', async () => {
    const { store, stitcher, takeUp, services } = start()
    const batch = submitOf()
    await store.save(batch, new Map(), new Date(1_000_000))
    services((command) => decideAll(0)(command).slice(0, 1))
    const takenUp = takeUp()
    await new Promise(setImmediate)
    stitcher.stop()
    await takenUp
    expect((await store.find(batch.batchUuid, 'ann'))?.outcomes.size).toBe(1)
    expect(await store.claim(new Date(1_004_999), new Date())).toBeNull()
    expect(await store.claim(new Date(1_005_000), new Date())).not.toBeNull()
  })

  test('is taken up by another gateway when its own died meanwhile', async () => {
    const { store, stitcher, services } = start()
    services(silence)
    const batch = submitOf()
    await store.save(batch, new Map(), new Date(1_000_000))
    await store.claim(new Date(1_000_000), new Date(1_030_000))
    expect(await store.claim(new Date(1_029_999), new Date())).toBeNull()
    expect((await store.claim(new Date(1_030_000), new Date()))?.attempts).toBe(2)
    stitcher.stop()
  })

  test('is asked for less and less often', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 1_000].map(retryDelayMs)).toEqual([
      5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000,
    ])
  })
})
