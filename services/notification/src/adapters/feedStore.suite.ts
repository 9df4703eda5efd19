import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { type FeedNotice, type FeedStore, MAX_READ_BYTES } from '../domain/ports.ts'

const noticeFor = (user: string, eventId: string = randomUUID()): FeedNotice => ({
  user,
  eventId,
  notice: `{"id":"${eventId}"}`,
  role: 'acme auditor',
})
const fresh = () => `acme ${randomUUID()}`

/** What every feed store does, the real one and the one in memory. */
export const feedStoreSuite = (where: string, open: () => Promise<FeedStore>) => {
  describe(`a feed ${where}`, () => {
    test('grows by one an event, for each user of their own', async () => {
      const store = await open()
      const [ann, bob] = [fresh(), fresh()]
      const first = await store.append([noticeFor(ann), noticeFor(bob), noticeFor(ann)])
      expect(first.map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[1, 2], [1]])
      expect(await store.append([noticeFor(ann)])).toMatchObject([{ user: ann, entries: [{ seq: 3 }] }])
    })

    test('takes an event once, and gives its old number when it is appended again', async () => {
      const store = await open()
      const ann = fresh()
      const [one, two, three] = [noticeFor(ann), noticeFor(ann), noticeFor(ann)]
      await store.append([one, two])
      expect(await store.append([two, three, two, one])).toEqual([
        {
          user: ann,
          entries: [one, two, three].map(({ notice }, index) => ({ seq: index + 1, notice, role: 'acme auditor' })),
        },
      ])
      expect(await store.read([{ user: ann, after: 0 }])).toMatchObject([{ last: 3 }])
    })

    test('is read from any number on, a hundred at a time, and says where it ends', async () => {
      const store = await open()
      const ann = fresh()
      await store.append(Array.from({ length: 120 }, () => noticeFor(ann)))
      const pages = await store.read([
        { user: ann, after: 0 },
        { user: ann, after: 100 },
        { user: ann, after: 120 },
        { user: ann, after: null },
        { user: fresh(), after: 0 },
        { user: fresh(), after: null },
      ])
      const shown = pages.map(({ last, entries }) => [last, entries.length, entries[0]?.seq, entries.at(-1)?.seq])
      expect(shown).toEqual([
        [120, 100, 1, 100],
        [120, 20, 101, 120],
        [120, 0, undefined, undefined],
        [120, 0, undefined, undefined],
        [0, 0, undefined, undefined],
        [0, 0, undefined, undefined],
      ])
    })

    test('is read in smaller pages where its notices are large, so that an answer stays small, and to its end', async () => {
      const store = await open()
      const [ann, bob] = [fresh(), fresh()]
      const notice = 'x'.repeat(100_000)
      for (const user of [ann, bob])
        await store.append(Array.from({ length: 30 }, () => ({ ...noticeFor(user), notice })))
      const both = [ann, bob].map((user) => ({ user, after: 0 }))
      const pages = await store.read(both)
      const bytes = pages.flatMap(({ entries }) => entries).reduce((sum, entry) => sum + entry.notice.length, 0)
      expect(bytes).toBeLessThanOrEqual(MAX_READ_BYTES)
      const seqs: number[] = []
      for (let after: number | undefined = 0; after !== undefined; after = seqs.at(-1)) {
        const [page] = await store.read([{ user: ann, after }, ...both])
        if (page?.entries.length === 0) break
        seqs.push(...(page?.entries.map(({ seq }) => seq) ?? []))
      }
      expect(seqs).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
      // However many are asked for, each page has an entry: one without any would mean that they have expired.
      const many = await store.read(Array.from({ length: 100 }, () => ({ user: ann, after: 0 })))
      expect(many.map(({ entries }) => entries.length)).toEqual(many.map(() => 1))
    })

    test('is kept up for a user from the first time that it is read', async () => {
      const store = await open()
      const [ann, bob] = [fresh(), fresh()]
      await store.read([{ user: ann, after: null }])
      expect(await store.listening([ann, bob])).toEqual(new Set([ann]))
      expect(await store.append([noticeFor(ann)])).toMatchObject([{ entries: [{ seq: 1 }] }])
    })

    test('has no gap and nothing twice, however many write the same to it at once', async () => {
      const store = await open()
      const ann = fresh()
      const all = Array.from({ length: 60 }, () => noticeFor(ann))
      // Four writers append most of it each, overlapping and in different orders.
      const writers = [0, 7, 19, 31].map((from) => [...all.slice(from), ...all.slice(0, from)].slice(0, 45))
      const chunks = writers.map((own) => [own.slice(0, 10), own.slice(10, 11), own.slice(11)])
      await Promise.all(
        chunks.map(async (own) => {
          for (const some of own) await store.append(some)
        }),
      )
      const [page] = await store.read([{ user: ann, after: 0 }])
      expect(page?.last).toBe(60)
      expect(page?.entries.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1))
      expect(new Set(page?.entries.map(({ notice }) => notice)).size).toBe(60)
    })
  })
}
