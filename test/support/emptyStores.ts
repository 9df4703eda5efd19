import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { connect, migrate, type Store } from '@gongdan/store'
import { afterAll } from '@jest/globals'
import { root } from '../../deploy/local/localDirectory.ts'

/** Gives what opens an empty database with the indexes of a service, on the MongoDB of this test run; dropped after the test file. */
export const emptyStores = (service: string): (() => Promise<Store>) => {
  const url = process.env.MONGODB_URL ?? ''
  const stores: Store[] = []
  afterAll(async () => {
    for (const { db, close } of stores) {
      await db.dropDatabase()
      await close()
    }
  })
  return async () => {
    const name = `${service}_${randomUUID().slice(0, 8)}`
    await migrate(url, name, join(root, 'services', service, 'migrations'))
    const store = await connect(url, name)
    stores.push(store)
    return store
  }
}
