import { parseExact, type TicketDetails } from '@gongdan/sdk'

type Json = Readonly<Record<string, unknown>>

/** What a ticket asked for when it was submitted: its own section, and why. */
export interface RoundContent {
  readonly type: string
  readonly section: Json
  readonly reason: string
}

type Entry = Pick<TicketDetails['history'][number], 'type' | 'canonical'>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an entry of the history says of the content; undefined where it says nothing, or not to this reader. */
const contentOf = ({ canonical }: Entry): RoundContent | undefined => {
  if (typeof canonical !== 'string') return
  const entry: unknown = JSON.parse(canonical)
  const info: unknown = Array.isArray(entry) ? Object(entry[6]).info : undefined
  if (!isObject(info) || typeof info.type !== 'string' || typeof info.reason !== 'string') return
  // Details are kept as the text that was sent: sizes beyond 2^53 stay exact.
  const section: unknown = typeof info.details === 'string' ? parseExact(info.details) : {}
  return { type: info.type, section: isObject(section) ? section : {}, reason: info.reason }
}

/**
 * What the round before the last one asked for, by a history with `chain`. Undefined where there was none, and where it was a draft
 * that only its applicant may read.
 */
export const roundBefore = (history: readonly Entry[]): RoundContent | undefined => {
  const submissions = history.flatMap(({ type }, place) => (type === 'ticket.submitted' ? [place] : []))
  const before = submissions[submissions.length - 2]
  if (before === undefined) return
  // A submission that changes nothing says nothing: what it submits was written down before.
  for (const entry of history.slice(0, before + 1).reverse()) {
    if (entry.type !== 'ticket.submitted' && entry.type !== 'ticket.saved') continue
    const found = contentOf(entry)
    if (found !== undefined || entry.type === 'ticket.saved') return found
  }
  return
}
