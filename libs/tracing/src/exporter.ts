import { traceOf } from './ids.ts'
import { collectSpans, type Span } from './span.ts'

/**
 * Sends this process's spans to a collector that speaks OTLP over HTTP, whose address is that of
 * `OTEL_EXPORTER_OTLP_ENDPOINT` (OpenTelemetry, "OTLP Exporter Configuration"). Nothing of OpenTelemetry is loaded before.
 * Gives a function that sends the remaining spans and ends the export; it never rejects.
 */
export const exportSpans = async (service: string, endpoint: string): Promise<() => Promise<void>> => {
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } = await import('@opentelemetry/api')
  const { BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator } = await import('@opentelemetry/sdk-trace-base')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const { resourceFromAttributes } = await import('@opentelemetry/resources')

  const random = new RandomIdGenerator()
  // The SDK asks for a root's ids while it starts the span, so they can be handed to it this way.
  let root: ReturnType<typeof traceOf>
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `gongdan-${service}` }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
    ],
    idGenerator: {
      generateTraceId: () => root?.traceId ?? random.generateTraceId(),
      generateSpanId: () => root?.rootSpanId ?? random.generateSpanId(),
    },
  })
  const tracer = provider.getTracer('gongdan')
  const kinds = {
    server: SpanKind.SERVER,
    producer: SpanKind.PRODUCER,
    consumer: SpanKind.CONSUMER,
    client: SpanKind.CLIENT,
  }

  const record = ({ name, kind, correlationId, startedAt, attributes, caller, failure }: Span) => {
    const ids = traceOf(correlationId)
    if (ids === undefined) return
    const parent = { traceId: ids.traceId, spanId: ids.rootSpanId, traceFlags: TraceFlags.SAMPLED, isRemote: true }
    const context = kind === 'server' ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent)
    root = kind === 'server' ? ids : undefined
    const links = caller === undefined ? [] : [{ context: { ...caller, traceFlags: TraceFlags.NONE, isRemote: true } }]
    const span = tracer.startSpan(name, { kind: kinds[kind], startTime: startedAt, attributes, links }, context)
    root = undefined
    if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failure })
    span.end()
  }
  collectSpans(record)
  return async () => {
    collectSpans(undefined)
    await provider.shutdown().catch(() => {})
  }
}
