export { type BackOff, backOffMs, fullJitterMs, pause } from './backOff.ts'
export { type Batcher, createBatcher } from './batcher.ts'
export { withTimeout } from './withTimeout.ts'
export { type Lane, startWorker, type Worker, type WorkerOptions } from './worker.ts'
