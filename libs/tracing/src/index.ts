export { exportSpans } from './exporter.ts'
export { callerOf, traceOf } from './ids.ts'
export { recordSpan, type Span } from './span.ts'
