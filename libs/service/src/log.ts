import { traceOf } from '@gongdan/tracing'
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'
import { redactSecrets } from './redact.ts'

export type { Logger }

/** Adds the trace id to lines about a request. */
const withTraceId = (entry: Record<string, unknown>): Record<string, unknown> => {
  const trace = typeof entry.correlationId === 'string' ? traceOf(entry.correlationId) : undefined
  return trace === undefined ? entry : { ...entry, traceId: trace.traceId }
}

/**
 * A service's log: a line of JSON an entry, on standard output unless a destination is given.
 * It is written beside the work; whoever ends the process awaits `written` first.
 * Secrets are taken out of the finished line, so no call site, error message or nested object can leak one.
 */
export const createLog = (
  service: string,
  level: string,
  destination: DestinationStream = pino.destination({ dest: 1, minLength: 1 }),
): Logger =>
  pino(
    {
      level,
      base: { service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withTraceId },
      hooks: { streamWrite: redactSecrets },
    },
    destination,
  )

/**
 * Resolves when the destination has all that was logged, or takes no more. A process that exits earlier loses the lines that are
 * on their way. (Pino waits only for destinations with a `minLength`; one byte holds nothing back.)
 */
export const written = (log: Logger): Promise<void> => new Promise((resolve) => log.flush(() => resolve()))
