export { backOffMs, fullJitterMs, pause } from './backOff.ts'
export { type Batcher, createBatcher } from './batcher.ts'
export { withTimeout } from './withTimeout.ts'
export { type Lane, startWorker, type Worker } from './worker.ts'
