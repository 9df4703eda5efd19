import { createLog, createPeers, developmentKeys } from '@gongdan/service'
import { expect, test } from '@jest/globals'
import { mongoBatchStore, mongoIdempotencyStore } from '../../../services/gateway/src/public.ts'
import { storesSuite } from '../../../services/gateway/test/stores.suite.ts'
import { emptyStores } from '../../support/emptyStores.ts'

const open = emptyStores('gateway')
const silent = createLog('gateway', 'silent')
const { SERVICE_KEY: serviceKey, PEER_KEYS: peerKeys } = developmentKeys('gateway')
const own = createPeers({ service: 'gateway', serviceKey, peerKeys }).own('batches')

storesSuite('in MongoDB', async () => {
  const { db } = await open()
  return { batches: mongoBatchStore(db, own, silent), claims: mongoIdempotencyStore(db) }
})

test('looking for due batches examines none that are finished', async () => {
  const { db } = await open()
  await db.collection('batches').insertMany(Array.from({ length: 200 }, () => ({ expireAt: new Date() })))
  const due = db
    .collection('batches')
    .find({ nextAt: { $lte: new Date() } })
    .sort({ nextAt: 1 })
  expect((await due.explain('executionStats')).executionStats).toMatchObject({
    totalDocsExamined: 0,
    totalKeysExamined: 0,
  })
})
