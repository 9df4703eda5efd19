import { describe, expect, test } from '@jest/globals'
import { memoryBatchStore } from '../adapters/memoryStores.fixture.ts'
import { ann, sign, silent, uuid } from '../app.fixture.ts'
import { decideAll, memoryBus, silence } from '../memoryBus.fixture.ts'
import { createRounds, roundPauseMs } from './rounds.ts'
import { createStitcher } from './stitcher.ts'
import type { Work } from './work.ts'

const submitOf = (): Work => ({
  batchUuid: uuid(),
  correlationId: uuid(),
  caller: 'ann',
  type: 'ticket.submit-saved',
  principal: ann,
  shared: {},
  items: [1, 2].map(() => ({ commandId: uuid(), ticketUuid: uuid() })),
  order: [0, 1],
  single: false,
})

const start = () => {
  const { bus, ...world } = memoryBus()
  const store = memoryBatchStore()
  const stitcher = createStitcher(bus, sign, silent)
  const rounds = createRounds({ store, stitcher, now: () => 1_000_000, log: silent })
  const turn = async () => {
    await rounds.look()
    stitcher.stop()
    await rounds.stop()
  }
  return { store, stitcher, rounds, turn, ...world }
}
const known = (work: Work, at: number) =>
  new Map([
    [
      work.items[at]!.commandId,
      { commandId: work.items[at]!.commandId, scode: 0, desc: '', uuid: '', name: '' } as const,
    ],
  ])

describe('a batch that was answered with 202', () => {
  test('is finished by asking again for what is unanswered, with the same command ids', async () => {
    const { store, rounds, heard } = start()
    const work = submitOf()
    await store.keep(work, known(work, 0), new Date(1_000_000))
    await rounds.look()
    await new Promise(setImmediate)
    await rounds.stop()
    expect(heard.map(({ items }) => items)).toEqual([[work.items[1]]])
    expect((await store.find(work.batchUuid, 'ann'))?.outcomes.size).toBe(2)
    expect(await store.claim(new Date(9e12), new Date())).toBeNull()
  })

  test('is left alone until it is due', async () => {
    const { store, rounds, heard } = start()
    await store.keep(submitOf(), new Map(), new Date(1_000_001))
    await rounds.look()
    expect(heard).toEqual([])
  })

  test('keeps the outcomes that came, and is due again later', async () => {
    const { store, turn, services } = start()
    const work = submitOf()
    await store.keep(work, new Map(), new Date(1_000_000))
    services((command) => decideAll(0)(command).slice(0, 1))
    await turn()
    expect((await store.find(work.batchUuid, 'ann'))?.outcomes.size).toBe(1)
    expect(await store.claim(new Date(1_004_999), new Date())).toBeNull()
    expect(await store.claim(new Date(1_005_000), new Date())).not.toBeNull()
  })

  test('is taken up by another gateway when its own died during a round', async () => {
    const { store, stitcher, services } = start()
    services(silence)
    const work = submitOf()
    await store.keep(work, new Map(), new Date(1_000_000))
    await store.claim(new Date(1_000_000), new Date(1_030_000))
    expect(await store.claim(new Date(1_029_999), new Date())).toBeNull()
    expect((await store.claim(new Date(1_030_000), new Date()))?.attempts).toBe(2)
    stitcher.stop()
  })

  test('is asked for less and less often', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 1_000].map(roundPauseMs)).toEqual([
      5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000,
    ])
  })
})
