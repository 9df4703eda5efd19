import { createMemoryNameStore } from './memoryNameStore.ts'
import { createMemoryProcessStore } from './memoryProcessStore.ts'
import { createMemoryUsageStore } from './memoryUsageStore.ts'
import { storesSuite } from './stores.suite.ts'

storesSuite('in memory', async (now) => ({
  processes: createMemoryProcessStore(now),
  usages: createMemoryUsageStore(),
  names: createMemoryNameStore(),
}))
