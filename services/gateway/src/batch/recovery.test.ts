import { describe, expect, test } from '@jest/globals'
import { decideAll, memoryBus, silence } from '../../test/memoryBus.ts'
import { memoryBatchStore } from '../../test/memoryStores.ts'
import { ann, peers, silent, uuid } from '../../test/startGateway.ts'
import type { Batch } from './batch.ts'
import { batchRecovery, retryDelayMs } from './recovery.ts'
import { createStitcher } from './stitcher.ts'
import { createTurnsOf } from './turns.ts'

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
  const stitcher = createStitcher({
    bus,
    peers,
    turnsOf: createTurnsOf(() => 1),
    onParked: (correlationId, type) => void store.noteParked(correlationId, type),
    log: silent,
  })
  let now = 1_000_000
  const { next } = batchRecovery({ store, stitcher, now: () => now })
  const claim = () => next(new AbortController().signal)
  const takeUp = async () => (await claim())?.()
  const later = (ms: number) => {
    now = ms
  }
  return { store, stitcher, claim, takeUp, later, ...world }
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
    expect(await store.claim(new Date(9e12), new Date(), [])).toBeNull()
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
    expect(await store.claim(new Date(1_004_999), new Date(), [])).toBeNull()
    expect(await store.claim(new Date(1_005_000), new Date(), [])).not.toBeNull()
  })

  test('is taken up by another gateway when its own died meanwhile', async () => {
    const { store, stitcher, services } = start()
    services(silence)
    const batch = submitOf()
    await store.save(batch, new Map(), new Date(1_000_000))
    await store.claim(new Date(1_000_000), new Date(1_030_000), [])
    expect(await store.claim(new Date(1_029_999), new Date(), [])).toBeNull()
    expect((await store.claim(new Date(1_030_000), new Date(), []))?.attempts).toBe(2)
    stitcher.stop()
  })

  test('is asked for no longer a day after it was accepted', async () => {
    const { store, takeUp, later, received, services } = start()
    services(silence)
    const batch = submitOf()
    await store.save(batch, known(batch, 0), new Date(1_000_000))
    const { acceptedAt } = (await store.find(batch.batchUuid, 'ann')) ?? { acceptedAt: new Date() }
    later(acceptedAt.getTime() + 24 * 3_600_000)
    await takeUp()
    expect(received).toEqual([])
    expect(await store.find(batch.batchUuid, 'ann')).toMatchObject({ ended: true, outcomes: known(batch, 0) })
  })

  test('is asked for no longer when each unanswered message was parked three times', async () => {
    const { store, takeUp, received, reply, services } = start()
    services(decideAll(0))
    const parkedAgain = async (batch: Batch, times: number) => {
      for (let time = 0; time < times; time += 1)
        reply(
          { ...batch, id: uuid(), body: Buffer.of(), replyTo: 'replies' },
          [],
          undefined,
          'its section cannot be read',
        )
      await new Promise(setImmediate)
    }
    const [twice, thrice] = [submitOf(), submitOf()]
    for (const batch of [twice, thrice]) await store.save(batch, known(batch, 0), new Date(1_000_000))
    await parkedAgain(twice, 2)
    await parkedAgain(thrice, 3)
    await takeUp()
    await takeUp()
    expect(received.map(({ message }) => message.correlationId)).toEqual([twice.correlationId])
    expect((await store.find(thrice.batchUuid, 'ann'))?.ended).toBe(true)
  })

  test('does not hold up those of others: a caller has two in hand at a time', async () => {
    const { store, claim } = start()
    const all = [...Array.from({ length: 5 }, submitOf), { ...submitOf(), caller: 'bob' }]
    for (const [index, batch] of all.entries()) await store.save(batch, new Map(), new Date(900_000 + index))
    const claimed = [await claim(), await claim(), await claim(), await claim()]
    expect(claimed.map((work) => work !== null)).toEqual([true, true, true, false])
    await claimed[0]?.()
    expect(await claim()).not.toBeNull()
  })

  test('is asked for less and less often', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 1_000].map(retryDelayMs)).toEqual([
      5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000,
    ])
  })
})
