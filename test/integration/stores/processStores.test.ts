import { storesSuite } from '../../../services/process/src/adapters/stores.suite.ts'
import { createMongoNameStore, createMongoProcessStore } from '../../../services/process/src/public.ts'
import { emptyStores } from '../../support/emptyStores.ts'

const open = emptyStores('process')

storesSuite('in MongoDB', async (now) => {
  const store = await open()
  return {
    processes: createMongoProcessStore(store, () => {}, now),
    names: createMongoNameStore(store),
  }
})
