import { createMemoryFeedStore, createMemorySettingsStore } from '../memoryStores.fixture.ts'
import { feedStoreSuite } from './feedStore.suite.ts'
import { settingsStoreSuite } from './settingsStore.suite.ts'

feedStoreSuite('in memory', async () => createMemoryFeedStore())
settingsStoreSuite('in memory', async () => createMemorySettingsStore())
