export { exportSpans } from './exporter.ts'
export { traceOf } from './ids.ts'
export { recordSpan, type Span } from './span.ts'
