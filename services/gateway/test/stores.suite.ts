import type { CommandOutcome } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { type Batch, type BatchStore, refuse } from '../src/batch/batch.ts'
import type { IdempotencyRecord, IdempotencyStore } from '../src/batch/idempotency.ts'
import { ann, uuid } from './startGateway.ts'

const at = (ms: number) => new Date(1_800_000_000_000 + ms)

const batchOf = (count: number): Batch => ({
  batchUuid: uuid(),
  correlationId: uuid(),
  caller: 'ann',
  type: 'ticket.overrule',
  principal: ann,
  shared: { reason: '$where 不行' },
  items: Array.from({ length: count }, () => ({ commandId: uuid(), ticketUuid: uuid() })),
  order: Array.from({ length: count }, (_, index) => index),
  acceptedAt: 1,
  single: false,
})
const outcomesOf = (batch: Batch, ...indexes: number[]): ReadonlyMap<string, CommandOutcome> =>
  new Map(
    indexes.map((index) => {
      const { commandId, ticketUuid = '' } = batch.items[index]!
      return [commandId, { commandId, scode: 0, desc: '', uuid: ticketUuid, name: '$name 名' }]
    }),
  )

/** What both stores of the gateway promise, whatever they are made of. Each test opens new ones. */
export const storesSuite = (
  where: string,
  open: () => Promise<{ readonly batches: BatchStore; readonly claims: IdempotencyStore }>,
): void => {
  describe(`a batch ${where}`, () => {
    test('is given back as it was kept, to its caller alone', async () => {
      const { batches } = await open()
      const batch = batchOf(3)
      await batches.save(batch, outcomesOf(batch, 1), at(5_000))
      expect(await batches.find(batch.batchUuid, 'ann')).toMatchObject({ batch, outcomes: outcomesOf(batch, 1) })
      expect(await batches.find(batch.batchUuid, 'bob')).toBeNull()
      expect(await batches.find(uuid(), 'ann')).toBeNull()
    })

    test('says how large it is, to its caller alone', async () => {
      const { batches } = await open()
      const batch = batchOf(3)
      await batches.save(batch, outcomesOf(batch, 1), at(5_000))
      expect(await batches.sizeOf(batch.batchUuid, 'ann')).toEqual({ listed: batch.order.length, settled: 1 })
      expect(await batches.sizeOf(batch.batchUuid, 'bob')).toBeNull()
      expect(await batches.sizeOf(uuid(), 'ann')).toBeNull()
    })

    test('that is kept again gathers the outcomes and stays due when it was', async () => {
      const { batches } = await open()
      const batch = batchOf(3)
      await batches.save(batch, outcomesOf(batch, 1), at(5_000))
      await batches.save(batch, outcomesOf(batch, 0), at(9_000))
      expect((await batches.find(batch.batchUuid, 'ann'))?.outcomes).toEqual(outcomesOf(batch, 1, 0))
      expect(await batches.claim(at(4_999), at(9_000), [])).toBeNull()
      expect(await batches.claim(at(5_000), at(9_000), [])).not.toBeNull()
    })

    test('keeps outcomes in the order in which they came, also when they come again', async () => {
      const { batches } = await open()
      const batch = batchOf(6)
      const idsIn = async () => [...((await batches.find(batch.batchUuid, 'ann'))?.outcomes.keys() ?? [])]
      await batches.append(batch.batchUuid, outcomesOf(batch, 5))
      expect(await batches.find(batch.batchUuid, 'ann')).toBeNull()
      await batches.save(batch, outcomesOf(batch, 3), at(5_000))
      for (const index of [5, 0, 4]) await batches.append(batch.batchUuid, outcomesOf(batch, index))
      const came = [3, 5, 0, 4].map((index) => batch.items[index]?.commandId)
      expect(await idsIn()).toEqual(came)
      await batches.append(batch.batchUuid, new Map())
      await batches.update(batch, outcomesOf(batch, 0, 1, 2, 3, 4, 5), at(9_000))
      expect((await idsIn()).slice(0, 4)).toEqual(came)
      expect((await idsIn()).slice(4).toSorted()).toEqual(
        [1, 2].map((index) => batch.items[index]?.commandId).toSorted(),
      )
    })

    test('keeps the outcomes of thousands of items, and is finished once it has all', async () => {
      const { batches } = await open()
      const batch = batchOf(4_500)
      const all = outcomesOf(batch, ...batch.items.keys())
      await batches.save(batch, new Map([...all].slice(0, 4_200)), at(0))
      expect((await batches.claim(at(0), at(5_000), []))?.outcomes.size).toBe(4_200)
      await batches.update(batch, all, at(5_000))
      expect((await batches.find(batch.batchUuid, 'ann'))?.outcomes).toEqual(all)
      expect(await batches.claim(at(9e12), at(9e12), [])).toBeNull()
    })

    test('is claimed by one at a time, the one that has been due longest first', async () => {
      const { batches } = await open()
      const [late, early] = [batchOf(1), batchOf(1)]
      await batches.save(late, new Map(), at(2_000))
      await batches.save(early, new Map(), at(1_000))
      const taken = [1, 2, 3].map(() => batches.claim(at(2_000), at(30_000), []))
      const uuids = (await Promise.all(taken)).map((stored) => stored?.batch.batchUuid)
      expect(uuids.toSorted()).toEqual([early.batchUuid, late.batchUuid, undefined].toSorted())
      expect((await batches.claim(at(30_000), at(60_000), []))?.attempts).toBe(2)
    })

    test('is due again as told while outcomes are missing, and never once it has them all', async () => {
      const { batches } = await open()
      const batch = batchOf(2)
      await batches.save(batch, new Map(), at(0))
      await batches.update(batch, outcomesOf(batch, 0), at(7_000))
      expect(await batches.claim(at(6_999), at(9_000), [])).toBeNull()
      expect((await batches.claim(at(7_000), at(9_000), []))?.outcomes).toEqual(outcomesOf(batch, 0))
      await batches.update(batch, outcomesOf(batch, 0, 1), at(9_000))
      expect(await batches.claim(at(9e9), at(9e9), [])).toBeNull()
      expect((await batches.find(batch.batchUuid, 'ann'))?.outcomes).toEqual(outcomesOf(batch, 0, 1))
    })

    test('of a caller who has enough in hand is passed over', async () => {
      const { batches } = await open()
      const [anns, bobs] = [batchOf(1), { ...batchOf(1), caller: 'bob' }]
      await batches.save(anns, new Map(), at(1_000))
      await batches.save(bobs, new Map(), at(2_000))
      expect((await batches.claim(at(3_000), at(30_000), ['ann']))?.batch.batchUuid).toBe(bobs.batchUuid)
      expect(await batches.claim(at(3_000), at(30_000), ['ann'])).toBeNull()
      expect((await batches.claim(at(3_000), at(30_000), []))?.batch.batchUuid).toBe(anns.batchUuid)
    })

    test('counts its parked messages, and is not due once it was ended, but keeps what is known', async () => {
      const { batches } = await open()
      const batch = batchOf(2)
      await batches.save(batch, outcomesOf(batch, 0), at(0))
      await batches.noteParked(batch.correlationId, batch.type)
      await batches.noteParked(batch.correlationId, batch.type)
      await batches.noteParked(uuid(), batch.type)
      await batches.noteParked(batch.correlationId, 'process.create')
      expect(await batches.claim(at(0), at(1_000), [])).toMatchObject({ parked: 2, ended: false })
      await batches.end(batch.batchUuid)
      expect(await batches.claim(at(9e9), at(9e9), [])).toBeNull()
      expect(await batches.find(batch.batchUuid, 'ann')).toMatchObject({
        ended: true,
        outcomes: outcomesOf(batch, 0),
      })
    })

    test('that was done before it was kept is not due', async () => {
      const { batches } = await open()
      const batch = batchOf(1)
      await batches.save(batch, outcomesOf(batch, 0), at(0))
      expect(await batches.claim(at(9e9), at(9e9), [])).toBeNull()
    })
  })

  describe(`an idempotency key ${where}`, () => {
    const claimOf = (leaseUntil: Date): IdempotencyRecord => ({ recordId: uuid(), bodyHash: 'hash', leaseUntil })

    test('belongs to the first of many', async () => {
      const { claims } = await open()
      const wanted = Array.from({ length: 20 }, () => claimOf(at(10_000)))
      const standing = await Promise.all(wanted.map((claim) => claims.claim('key', claim)))
      expect(new Set(standing.map(({ recordId }) => recordId)).size).toBe(1)
      expect(standing[0]).toEqual(wanted.find(({ recordId }) => recordId === standing[0]?.recordId))
    })

    test('is taken over by one of many', async () => {
      const { claims } = await open()
      const seen = await claims.claim('key', claimOf(at(0)))
      const taken = await Promise.all([1, 2, 3, 4, 5].map((ms) => claims.takeOver('key', seen, at(10_000 + ms))))
      expect(taken.filter(Boolean)).toHaveLength(1)
    })

    test('keeps the first answer', async () => {
      const { claims } = await open()
      const seen = await claims.claim('key', claimOf(at(0)))
      const [first, second] = [
        refuse({ scode: 3001, desc: { en: 'none', cn: '工单' } }),
        refuse({ scode: 3002, desc: '' }),
      ]
      expect(await claims.answer('key', seen.recordId, first)).toEqual(first)
      expect(await claims.answer('key', seen.recordId, second)).toEqual(first)
      expect(await claims.claim('key', claimOf(at(0)))).toEqual({ ...seen, answer: first })
      expect(await claims.takeOver('key', seen, at(10_000))).toBe(false)
    })

    test('is free again when it was released, but not by another', async () => {
      const { claims } = await open()
      const seen = await claims.claim('key', claimOf(at(0)))
      await claims.release('key', { ...seen, recordId: uuid() })
      expect(await claims.claim('key', claimOf(at(0)))).toEqual(seen)
      await claims.release('key', seen)
      const next = claimOf(at(0))
      expect(await claims.claim('key', next)).toEqual(next)
    })

    test('is not free when it was taken over before it was released: the new owner may have sent it', async () => {
      const { claims } = await open()
      const seen = await claims.claim('key', claimOf(at(0)))
      expect(await claims.takeOver('key', seen, at(10_000))).toBe(true)
      await claims.release('key', seen)
      expect((await claims.claim('key', claimOf(at(0)))).recordId).toBe(seen.recordId)
    })
  })
}
