export { exportSpans } from './exporter.ts'
export { callerOf, traceOf } from './ids.ts'
export { recordSpan } from './span.ts'
