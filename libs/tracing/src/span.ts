/** Work that was done for a request, recorded when it has ended. Times are unix milliseconds. */
export interface Span {
  readonly name: string
  /** `server`: the request itself, of which there is one; the others hang on it. */
  readonly kind: 'server' | 'producer' | 'consumer' | 'client'
  readonly correlationId: string
  readonly startedAt: number
  /** By the names of OpenTelemetry's semantic conventions where they have one. */
  readonly attributes: Readonly<Record<string, string | number>>
  /** Of the request itself: the caller's own span, see `callerSpanOf`. */
  readonly caller?: { readonly traceId: string; readonly spanId: string } | undefined
  /** Why it did not succeed. */
  readonly failure?: string | undefined
}

let recorder: ((span: Span) => void) | undefined

/** Records a span that ends now. Does nothing, and costs nothing, while no exporter is set. */
export const recordSpan = (span: Span): void => recorder?.(span)

/** Who gets the spans of this process from now on. */
export const collectSpans = (collect: typeof recorder): void => {
  recorder = collect
}
