import { randomUUID } from 'node:crypto'
import { connect, migrate, type Store } from '@gongdan/store'
import { afterAll, expect, test } from '@jest/globals'
import { mongoBatchStore } from '../../../services/gateway/src/adapters/batchStore.ts'
import { mongoIdempotencyStore } from '../../../services/gateway/src/adapters/idempotencyStore.ts'
import { storesSuite } from '../../../services/gateway/src/adapters/stores.suite.ts'

const url = process.env.MONGODB_URL ?? ''
const stores: Store[] = []

const open = async () => {
  const service = `gateway_${randomUUID().slice(0, 8)}`
  await migrate(url, service, `${import.meta.dirname}/../../../services/gateway/migrations`)
  const store = await connect(url, service)
  stores.push(store)
  return store
}

afterAll(async () => {
  for (const { db, close } of stores) {
    await db.dropDatabase()
    await close()
  }
})

storesSuite('in MongoDB', async () => {
  const { db } = await open()
  return { batches: mongoBatchStore(db), claims: mongoIdempotencyStore(db) }
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
