/** A trace's id (W3C Trace Context: 16 bytes in hexadecimal), and the id of its root span. */
export interface TraceIds {
  readonly traceId: string
  readonly rootSpanId: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A correlation id is 16 random bytes and so is a trace's id: they are the same. Since the correlation id is in every
 * message, event and job of a request already, a trace goes on wherever they go, through the outbox and through a crash,
 * and nothing else has to be carried or stored. `undefined` for what is no UUID.
 */
export const traceOf = (correlationId: string): TraceIds | undefined => {
  if (!uuid.test(correlationId)) return undefined
  const traceId = correlationId.replaceAll('-', '')
  return { traceId, rootSpanId: traceId.slice(16) }
}

const traceparent = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(-.*)?$/
const zeros = /^0+$/

/**
 * The caller's own span, as the header `traceparent` names it (W3C Trace Context §3.2); `undefined` without one, or for an
 * invalid one. Our trace links to it and does not continue it: a caller could name any trace, another caller's too.
 */
export const callerSpanOf = (header: unknown): { readonly traceId: string; readonly spanId: string } | undefined => {
  const [, traceId = '0', spanId = '0', more] = typeof header === 'string' ? (traceparent.exec(header) ?? []) : []
  if (zeros.test(traceId) || zeros.test(spanId)) return undefined
  // Only later versions may say more.
  return more !== undefined && String(header).startsWith('00') ? undefined : { traceId, spanId }
}
