import { memoryBatchStore, memoryIdempotencyStore } from './memoryStores.ts'
import { storesSuite } from './stores.suite.ts'

storesSuite('in memory', async () => ({ batches: memoryBatchStore(), claims: memoryIdempotencyStore() }))
