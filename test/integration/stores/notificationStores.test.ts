import { expect, test } from '@jest/globals'
import { feedStoreSuite } from '../../../services/notification/src/adapters/feedStore.suite.ts'
import { settingsStoreSuite } from '../../../services/notification/src/adapters/settingsStore.suite.ts'
import {
  createMongoFeedStore,
  createMongoHeads,
  createMongoSettingsStore,
} from '../../../services/notification/src/public.ts'
import { emptyStores } from '../../support/emptyStores.ts'

const open = emptyStores('notification')

feedStoreSuite('in MongoDB', async () => createMongoFeedStore(await open()))
settingsStoreSuite('in MongoDB', async () => createMongoSettingsStore(await open()))

const told = (user: string, eventId: string) => ({ user, eventId, notice: '{}', role: null })

test('an append that was cut short after its entries is finished by its repetition', async () => {
  const store = await open()
  const feeds = createMongoFeedStore(store)
  await feeds.append([told('acme ann', 'one')])
  // As a process leaves it that dies before it notes where the feed ends.
  await store.db.collection<{ _id: string }>('feeds').updateOne({ _id: 'acme ann' }, { $set: { last: 0 } })
  expect(await feeds.append([told('acme ann', 'two'), told('acme ann', 'one')])).toMatchObject([
    { entries: [{ seq: 1 }, { seq: 2 }] },
  ])
  expect(await feeds.read([{ user: 'acme ann', after: 0 }])).toMatchObject([{ last: 2, entries: [{}, {}] }])
})

test('a place in a feed is not given again when its entry has expired', async () => {
  const store = await open()
  const feeds = createMongoFeedStore(store)
  await feeds.append([told('acme ann', 'one'), told('acme ann', 'two')])
  await store.db.collection('feed_entries').deleteMany({})
  expect(await feeds.append([told('acme ann', 'three')])).toMatchObject([{ entries: [{ seq: 3 }] }])
  expect(await feeds.read([{ user: 'acme ann', after: 1 }])).toMatchObject([{ last: 3, entries: [{ seq: 3 }] }])
})

test('a user who comes back after the week that a feed is kept up is told that something was missed', async () => {
  const store = await open()
  const week = 7 * 24 * 3_600_000
  let now = Date.now()
  const ann = { user: 'acme ann', after: null }
  await createMongoFeedStore(store, () => now).read([ann])
  await createMongoFeedStore(store, () => now).append([told('acme ann', 'one')])
  now += week
  const feeds = createMongoFeedStore(store, () => now)
  expect(await feeds.listening(['acme ann'])).toEqual(new Set(['acme ann']))
  expect(await feeds.read([{ ...ann, after: 1 }])).toEqual([{ last: 1, entries: [] }])
  now += week + 3_600_001
  expect(await feeds.listening(['acme ann'])).toEqual(new Set())
  // The number that nothing has: a client with the id 1 sees the gap.
  expect(await feeds.read([{ ...ann, after: 1 }])).toEqual([{ last: 2, entries: [] }])
  expect(await feeds.listening(['acme ann'])).toEqual(new Set(['acme ann']))
  expect(await feeds.append([told('acme ann', 'two')])).toMatchObject([{ entries: [{ seq: 3 }] }])
})

test('reading on looks at no more than it gives', async () => {
  const store = await open()
  const feeds = createMongoFeedStore(store)
  await feeds.append(Array.from({ length: 300 }, (_, index) => told('acme ann', String(index))))
  const next = store.db
    .collection('feed_entries')
    .find({ user: 'acme ann', seq: { $gt: 250, $lte: 300 } }, { sort: { seq: 1 }, limit: 10 })
  expect((await next.explain('executionStats')).executionStats).toMatchObject({ totalDocsExamined: 10 })
})

test('the head of a history only moves forward, whoever tells of it and in whatever order', async () => {
  const store = await open()
  const heads = createMongoHeads(store)
  const head = (seq: number, hash = `hash ${seq}`) => ({ ticketUuid: 'a', seq, hash })
  const one = (ticketUuid: string, seq: number) => ({ ticketUuid, seq, hash: '$seq' })
  await Promise.all([3, 1, 2, 5, 4].map((seq) => heads.record([head(seq), head(seq - 1)])))
  await heads.record([head(5, 'another'), head(4, 'another'), { ticketUuid: 'b', seq: 1, hash: '$seq' }])
  // A bundle in which some heads are new, some newer, and some older than what is there.
  await heads.record([
    head(4, 'old'),
    ...[1, 2].map((seq) => ({ ticketUuid: 'b', seq, hash: `${seq}` })),
    one('c', 1),
    one('d', 2),
  ])
  await heads.record([one('d', 1), one('c', 2), one('b', 3), one('e', 1)])
  // An event of a release that did not tell the hash.
  await heads.record([head(6, '')])
  expect(await store.db.collection('heads').find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 'a', seq: 5, hash: 'hash 5' },
    { _id: 'b', seq: 3, hash: '$seq' },
    { _id: 'c', seq: 2, hash: '$seq' },
    { _id: 'd', seq: 2, hash: '$seq' },
    { _id: 'e', seq: 1, hash: '$seq' },
  ])
})
