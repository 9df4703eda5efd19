import { createMemoryNameStore, createMemoryProcessStore } from '../memoryStores.fixture.ts'
import { storesSuite } from './stores.suite.ts'

storesSuite('in memory', async (now) => ({ processes: createMemoryProcessStore(now), names: createMemoryNameStore() }))
