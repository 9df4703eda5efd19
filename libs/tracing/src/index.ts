export { exportSpans } from './exporter.ts'
export { callerSpanOf, traceOf } from './ids.ts'
export { recordSpan } from './span.ts'
