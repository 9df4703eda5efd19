/** What deploy and test use of the process service; nothing else of it is imported from outside. */
export { createMongoNameStore } from './adapters/mongoNameStore.ts'
export { createMongoProcessStore, processesOf } from './adapters/mongoProcessStore.ts'
export { createMongoUsageStore } from './adapters/mongoUsageStore.ts'
export { processAggregate } from './adapters/processStore.ts'
export { ProcessConfig } from './config.ts'
export type { ProcessFact } from './domain/process.ts'
export { usageEventTypes } from './domain/usage.ts'
