import { memoryBatchStore, memoryIdempotencyStore } from './memoryStores.fixture.ts'
import { storesSuite } from './stores.suite.ts'

storesSuite('in memory', async () => ({ batches: memoryBatchStore(), claims: memoryIdempotencyStore() }))
