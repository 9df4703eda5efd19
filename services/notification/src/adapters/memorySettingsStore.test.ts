import { createMemorySettingsStore } from './memorySettingsStore.ts'
import { settingsStoreSuite } from './settingsStore.suite.ts'

settingsStoreSuite('in memory', async () => createMemorySettingsStore())
