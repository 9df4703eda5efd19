/** A trace's id (W3C Trace Context: 16 bytes in hexadecimal), and the id of the span that all others of it hang on. */
export interface TraceIds {
  readonly traceId: string
  readonly rootSpanId: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A correlation id is 16 random bytes and so is a trace's id: they are the same. Since the correlation id is in every
 * message, event and job of a request already, a trace goes on wherever they go, through the outbox and through a crash,
 * and nothing else has to be carried or kept. `undefined` for what is no UUID.
 */
export const traceOf = (correlationId: string): TraceIds | undefined => {
  if (!uuid.test(correlationId)) return undefined
  const traceId = correlationId.replaceAll('-', '')
  return { traceId, rootSpanId: traceId.slice(16) }
}
