import { join } from 'node:path'
import { migrate } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { root } from '../../../deploy/local/localDirectory.ts'
import { feedStoreSuite } from '../../../services/notification/src/adapters/feedStore.suite.ts'
import { settingsStoreSuite } from '../../../services/notification/src/adapters/settingsStore.suite.ts'
import {
  createMongoDeliveryStore,
  createMongoFeedStore,
  createMongoHeads,
  createMongoReceiverQueue,
  createMongoSettingsStore,
} from '../../../services/notification/src/public.ts'
import { emptyStores } from '../../support/emptyStores.ts'

const url = process.env.MONGODB_URL ?? ''
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

describe('a delivery that is asked for again', () => {
  const own = { make: () => 'ours', verify: () => true }
  const attempt = { at: 1, status: 500, ms: 1, error: 'out of order' }
  const inAnHour = { state: 'pending', waitMs: 3_600_000 } as const
  const openOne = async () => {
    const deliveries = createMongoDeliveryStore(await open(), own)
    const notice = { event_id: 'one', seq: 1 } as never
    const same = { channel: 'webhook', role: null, notice, correlationId: 'c' } as const
    await deliveries.add([{ uuid: 'one', receiver: 'hook', target: 'hook', ...same }])
    // By the database's clock, which is this machine's.
    const due = () => deliveries.due('hook', new Date(Date.now() + 1_000), 10)
    const [first] = await due()
    return { deliveries, due, first: first! }
  }

  test('is sent at once, however long it was to wait, and once a command', async () => {
    const { deliveries, due, first } = await openOne()
    await deliveries.recordAttempt(first, attempt, inAnHour, '')
    expect(await due()).toEqual([])
    await deliveries.replay('hook', 'one', 'command')
    const [again] = await due()
    expect(again).toMatchObject({ attempts: 1, attemptsBefore: 1 })
    await deliveries.recordAttempt(again!, attempt, inAnHour, '')
    await deliveries.replay('hook', 'one', 'command')
    expect(await due()).toEqual([])
  })

  test.each([inAnHour, { state: 'failed' } as const])(
    'during an attempt that then ends as %j is sent at once after it',
    async (next) => {
      const { deliveries, due, first } = await openOne()
      await deliveries.replay('hook', 'one', 'command')
      await deliveries.recordAttempt(first, attempt, next, '')
      expect(await due()).toMatchObject([{ state: 'pending', attempts: 1 }])
    },
  )

  test('during an attempt that then succeeds has been sent', async () => {
    const { deliveries, due, first } = await openOne()
    await deliveries.replay('hook', 'one', 'command')
    await deliveries.recordAttempt(first, attempt, { state: 'delivered' }, '')
    expect(await due()).toEqual([])
    expect(await deliveries.find('hook', 'one')).toMatchObject({ state: 'delivered' })
  })
})

test('of large deliveries that are due only some are read at once, and all of them one after the other', async () => {
  const deliveries = createMongoDeliveryStore(await open(), { make: () => 'ours', verify: () => true })
  const same = { channel: 'webhook', role: null, correlationId: 'c', receiver: 'hook', target: 'hook' } as const
  const notice = { event_id: 'one', seq: 1, reason: '长'.repeat(20_000) } as never
  const uuids = Array.from({ length: 50 }, (_, at) => `delivery ${at}`)
  await deliveries.add(uuids.map((uuid) => ({ uuid, notice, ...same })))
  const sent: string[] = []
  for (let rounds = 0; rounds < 50 && sent.length < 50; rounds += 1) {
    const due = await deliveries.due('hook', new Date(Date.now() + 1_000), 100)
    expect(due.length).toBeLessThan(20)
    for (const one of due) {
      await deliveries.recordAttempt(one, { at: 1, status: 200, ms: 1, error: '' }, { state: 'delivered' }, '')
      sent.push(one.uuid)
    }
  }
  expect(sent.toSorted()).toEqual(uuids.toSorted())
})

test('people and webhooks that are due are claimed from lanes of their own, once each', async () => {
  const store = await open()
  const queue = createMongoReceiverQueue(store, 60_000)
  await queue.schedule(['mail t1 li', 'webhook w1', 'mail-confirmation t1 li', 'mail t1 li'])
  const mails = [await queue.claim('people'), await queue.claim('people')]
  expect(mails.map((claim) => claim?.receiver).toSorted()).toEqual(['mail t1 li', 'mail-confirmation t1 li'])
  expect(await queue.claim('people')).toBeNull()
  const webhook = await queue.claim('webhooks')
  expect(webhook).toMatchObject({ receiver: 'webhook w1', lane: 'webhooks' })
  expect(await queue.claim('webhooks')).toBeNull()
  for (const claim of [webhook!, mails[0]!]) await queue.release(claim, new Date(0))
  expect([await queue.claim('webhooks'), await queue.claim('people')]).toMatchObject([
    { receiver: 'webhook w1' },
    { receiver: mails[0]!.receiver },
  ])
  for (const lanes of ['lanes', 'people_lanes']) {
    const names = (await store.db.collection(lanes).indexes()).map(({ name }) => name)
    expect(names).toContain('due')
  }
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

test('heads of histories are appended, those that are told at once in one document, without those that were not told', async () => {
  const store = await open()
  const heads = createMongoHeads(store)
  const head = (ticketUuid: string, seq: number, hash = `hash ${seq}`) => ({ ticketUuid, seq, hash })
  await Promise.all([heads.record([head('a', 1)]), heads.record([head('b', 1)])])
  await heads.record([head('a', 2), head('b', 2, '')])
  await heads.record([head('a', 3, '')])
  expect(await store.db.collection('heads').find().sort({ _id: 1 }).project({ _id: 0 }).toArray()).toEqual([
    { heads: [head('a', 1), head('b', 1)] },
    { heads: [head('a', 2)] },
  ])
})

test('heads of before, a document a ticket, become documents of many', async () => {
  const store = await open()
  const old = Array.from({ length: 2_500 }, (_, n) => ({ _id: `ticket ${n}`, seq: n, hash: `hash ${n}` }))
  const documents = store.db.collection<{ _id: unknown }>('heads')
  await documents.insertMany([...old, { _id: 1, heads: [] } as never])
  await store.db.collection('migrations').deleteOne({ fileName: '0007-heads-appended.ts' })
  const [service = ''] = /notification_\w+$/.exec(store.db.databaseName) ?? []
  expect(await migrate(url, service, join(root, 'services/notification/migrations'))).toEqual([
    '0007-heads-appended.ts',
  ])
  const all = await documents.find().toArray()
  const told = all.flatMap((document) => ('heads' in document ? (document.heads as { ticketUuid: string }[]) : []))
  expect(all).toHaveLength(4)
  expect(new Map(told.map(({ ticketUuid, ...head }) => [ticketUuid, head]))).toEqual(
    new Map(old.map(({ _id, ...head }) => [_id, head])),
  )
})
