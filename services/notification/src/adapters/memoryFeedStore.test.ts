import { feedStoreSuite } from './feedStore.suite.ts'
import { createMemoryFeedStore } from './memoryFeedStore.ts'

feedStoreSuite('in memory', async () => createMemoryFeedStore())
