import { randomUUID } from 'node:crypto'
import { connect, migrate, type Store } from '@gongdan/store'
import { afterAll } from '@jest/globals'
import { createMongoNameStore } from '../../../services/process/src/adapters/mongoNameStore.ts'
import { createMongoProcessStore } from '../../../services/process/src/adapters/mongoProcessStore.ts'
import { createMongoUsageStore } from '../../../services/process/src/adapters/mongoUsageStore.ts'
import { storesSuite } from '../../../services/process/src/adapters/stores.suite.ts'

const url = process.env.MONGODB_URL ?? ''
const stores: Store[] = []

afterAll(async () => {
  for (const { db, close } of stores) {
    await db.dropDatabase()
    await close()
  }
})

storesSuite('in MongoDB', async (now) => {
  const service = `process_${randomUUID().slice(0, 8)}`
  await migrate(url, service, `${import.meta.dirname}/../../../services/process/migrations`)
  const store = await connect(url, service)
  stores.push(store)
  return {
    processes: createMongoProcessStore(store, () => {}, now),
    usages: createMongoUsageStore(store),
    names: createMongoNameStore(store),
  }
})
