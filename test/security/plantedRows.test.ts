import { randomUUID } from 'node:crypto'
import { createLog } from '@gongdan/service'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { type Batch, mongoBatchStore } from '../../services/gateway/src/public.ts'
import { type JobDocument, jobsOf } from '../../services/image/src/public.ts'
import { createMongoDeliveryStore, deliveriesOf } from '../../services/notification/src/public.ts'
import { type ImageHarness, openImageHarness } from '../integration/images/imageHarness.ts'
import { emptyStores } from '../support/emptyStores.ts'
import { eventually } from '../support/eventually.ts'
import { peersIn } from '../support/peersIn.ts'

/** What a service acts on by itself lies in its database: here somebody writes there who has not its key. */
const peers = peersIn(makeServiceKeys('test'))
const strange = peersIn(makeServiceKeys('test'))
const soon = { withinMs: 30_000 }

describe('in the gateway’s database', () => {
  const open = emptyStores('gateway')
  const log = createLog('gateway', 'silent')
  const principal = { userUuid: 'root', userName: 'root', tenantUuid: 'system', tenantName: 'system', roles: [] }
  const newBatch = (): Batch => ({
    batchUuid: randomUUID(),
    correlationId: randomUUID(),
    caller: 'ann',
    type: 'ticket.pass',
    principal,
    shared: { config: null },
    items: [{ commandId: randomUUID(), ticketUuid: randomUUID() }],
    order: [0],
    single: false,
    acceptedAt: Date.now(),
  })

  test('a batch that no gateway wrote is neither taken up nor shown, and keeps no genuine one from it', async () => {
    const { db } = await open()
    const genuine = mongoBatchStore(db, peers.gateway.own('batches'), log)
    const forgeries = [
      mongoBatchStore(db, strange.gateway.own('batches'), log),
      mongoBatchStore(db, peers.ticket.own('batches'), log),
      mongoBatchStore(db, peers.gateway.own('image jobs'), log),
    ]
    const planted = forgeries.map(newBatch)
    for (const [at, store] of forgeries.entries()) await store.save(planted[at]!, new Map(), new Date(at))
    const true1 = newBatch()
    await genuine.save(true1, new Map(), new Date(10))
    const rows = db.collection<{ _id: string }>('batches')
    // Its own batch as another, with another work, for another caller, and without a code.
    const row = await rows.findOne({ _id: true1.batchUuid })
    const change = (fields: object) =>
      rows.insertOne({ ...row, _id: randomUUID(), nextAt: new Date(1), ...fields } as never)
    await change({})
    await change({ work: JSON.stringify({ ...newBatch(), batchUuid: true1.batchUuid }) })
    await change({ mac: null })
    await change({ outcomes: 'all of them' })
    await rows.updateOne({ _id: true1.batchUuid }, { $set: { caller: 'bob' } })

    const claimed = await genuine.claim(new Date(), new Date(Date.now() + 30_000), [])
    expect(claimed?.batch).toEqual(true1)
    expect(await genuine.claim(new Date(), new Date(Date.now() + 30_000), [])).toBeNull()
    for (const { batchUuid } of planted) expect(await genuine.find(batchUuid, 'ann')).toBeNull()
    expect(await genuine.find(true1.batchUuid, 'bob')).toBeNull()
    expect(await rows.countDocuments({ nextAt: { $exists: true } })).toBe(1)
  })
})

describe('in the image worker’s database', () => {
  let harness: ImageHarness
  beforeAll(async () => {
    harness = await openImageHarness()
    await harness.startWorker()
  }, 60_000)
  afterAll(() => harness?.close(), 60_000)

  test('a job that no ticket asked for makes no image', async () => {
    const approved = await harness.request({ instance: 'demo0001' })
    await eventually(() => expect(harness.told(approved).at(-1)?.type).toBe('image.created'), soon)
    const known = await harness.document(approved)
    const [requested] = known?.history ?? []
    const due = { ...known, version: 1, relayed: 1, state: 'PENDING', step: 'SEND', nextAt: new Date(0) }
    const details = JSON.stringify({ region: 'ap-guangzhou', instance_id: 'ins-demo0002', image_name: 'mine' })
    const plant = async (fields: object, data: object) => {
      const _id = randomUUID()
      const history = [{ ...requested, data: { ...requested?.data, ...data } }]
      await jobsOf(harness.store).insertOne({ ...due, ...fields, _id, history } as unknown as JobDocument)
      return _id
    }
    const planted = [
      await plant({}, {}),
      await plant({ instanceId: 'ins-demo0002' }, { details, instanceId: 'ins-demo0002' }),
      await plant({ mac: strange.image.own('image jobs').make('') }, {}),
      await plant({ mac: undefined, step: 'LOOK_UP' }, {}),
    ]
    // The approved job, done already, for another instance.
    await jobsOf(harness.store).updateOne({ _id: approved }, [
      { $set: { ...due, history: [{ ...requested, data: { ...requested?.data, instanceId: 'ins-demo0003' } }] } },
    ])
    planted.push(approved)
    await eventually(async () => {
      const left = await jobsOf(harness.store).countDocuments({ _id: { $in: planted }, step: { $ne: null } })
      expect(left).toBe(0)
    }, soon)
    const made = planted.flatMap((ticket) =>
      harness.emulator.control.log({ action: 'CreateImage' }).filter((entry) => JSON.stringify(entry).includes(ticket)),
    )
    expect(made).toHaveLength(1)
    // A genuine job goes on beside them.
    const other = await harness.request({ instance: 'demo0004' })
    await eventually(() => expect(harness.told(other).at(-1)?.type).toBe('image.created'), soon)
  }, 120_000)
})

describe('in the notification service’s database', () => {
  const open = emptyStores('notification')
  const delivery = (title: string) => ({
    uuid: randomUUID(),
    receiver: 'webhook w',
    channel: 'webhook' as const,
    target: 'w',
    role: null,
    notice: { event_id: randomUUID(), ticket_name: title, seq: 1, time: 1 } as never,
    correlationId: 'c',
  })

  test('a delivery that the service did not write is not sent', async () => {
    const store = await open()
    const genuine = createMongoDeliveryStore(store, peers.notification.own('deliveries'))
    const forged = createMongoDeliveryStore(store, strange.notification.own('deliveries'))
    await forged.add([delivery('forged')])
    const [changed, moved, good] = [delivery('changed'), delivery('moved'), delivery('genuine')]
    await genuine.add([changed, moved, good])
    const rows = deliveriesOf(store)
    await rows.updateOne({ _id: changed.uuid }, { $set: { 'notice.ticket_name': 'pay here' } })
    await rows.updateOne({ _id: moved.uuid }, { $set: { target: 'another' } })
    const due = await genuine.due('webhook w', new Date(Date.now() + 60_000), 10)
    expect(due.map(({ uuid }) => uuid)).toEqual([good.uuid])
    expect(await rows.countDocuments({ state: 'failed' })).toBe(3)
  })
})
