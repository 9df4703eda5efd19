import { isUtf8 } from 'node:buffer'
import type { Reply } from './reply.ts'

/** One line of the log: a call as it came in, or the late effect of one. */
export interface LogEntry {
  readonly seq: number
  readonly kind: 'call' | 'late'
  readonly realTime: string
  readonly businessTime: string
  readonly requestId: string
  readonly traceId: string | null
  readonly action: string | null
  readonly region: string | null
  /** The request line and headers as they were sent, but for a session token. */
  readonly head: readonly string[]
  /** The body's own bytes: as text where they are UTF-8, else in base64. */
  readonly body: string
  readonly bodyEncoding: 'utf8' | 'base64'
  readonly canonicalRequest: string | null
  /** `admitted`, or the error code of the admission checks. */
  readonly verdict: string
  /** `done` or an error code of the action; null when it was not admitted. */
  readonly outcome: string | null
  readonly fault: string | null
  /** Whether the call changed the world. */
  readonly effect: boolean
  readonly reply: Reply
}

export interface LogFilter {
  readonly action?: string | undefined
  readonly traceId?: string | undefined
}

export interface CallLog {
  readonly add: (entry: Omit<LogEntry, 'seq'>) => void
  readonly read: (filter: LogFilter) => readonly LogEntry[]
  readonly clear: () => void
}

// Enough for any test, and a bound for a server left running.
const maxEntries = 10_000

/** The log of all calls, oldest first. */
export const callLog = (): CallLog => {
  let entries: LogEntry[] = []
  let seq = 0
  return {
    add: (entry) => {
      seq += 1
      entries.push({ seq, ...entry })
      if (entries.length > maxEntries * 1.1) entries = entries.slice(-maxEntries)
    },
    read: ({ action, traceId }) =>
      entries.filter(
        (entry) => (action ?? entry.action) === entry.action && (traceId ?? entry.traceId) === entry.traceId,
      ),
    clear: () => {
      entries = []
    },
  }
}

/** A body as the log shows it. */
export const bodyText = (body: Buffer): Pick<LogEntry, 'body' | 'bodyEncoding'> =>
  isUtf8(body)
    ? { body: body.toString('utf8'), bodyEncoding: 'utf8' }
    : { body: body.toString('base64'), bodyEncoding: 'base64' }

/** The lines of a request's head; a session token is a credential and is left out. */
export const headLines = (line: string, rawHeaders: readonly string[]): readonly string[] => [
  line,
  ...rawHeaders.flatMap((name, index) => {
    if (index % 2 === 1) return []
    const isToken = name.toLowerCase() === 'x-tc-token'
    return [`${name}: ${isToken ? '[left out]' : rawHeaders[index + 1]}`]
  }),
]
