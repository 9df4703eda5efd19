/** What deploy and test use of the process service; nothing else of it is imported from outside. */
export { createMongoNameStore } from './adapters/mongoNameStore.ts'
export { createMongoProcessStore, processAggregate, processesOf } from './adapters/mongoProcessStore.ts'
export { ProcessConfig } from './config.ts'
export type { ProcessEvent } from './domain/process.ts'
