import { hash } from 'node:crypto'
import type { Actor } from '@gongdan/contracts'

/** What a decision brought about, before it has its place in a history. */
export interface Event {
  readonly type: string
  readonly data: object
}

/**
 * An event in an aggregate's history. `at` is unix milliseconds; `by` is null for the system's own doing; `hash` chains it
 * to the event before (decision 1).
 */
export type RecordedEvent<E extends Event = Event> = E & {
  readonly seq: number
  readonly at: number
  readonly by: Actor | null
  readonly commandId: string
  readonly correlationId: string
  readonly hash: string
  /** Of the last entry of each write, where the aggregate's writes are signed; no part of what is hashed. */
  readonly signature?: string
}

/** What all events of one decision have in common. */
export type Origin = Pick<RecordedEvent, 'at' | 'by' | 'commandId' | 'correlationId'>

/**
 * What an entry that took the place of others says of them: how many they were, the seq of the first, when the last was
 * recorded (unix milliseconds) and its `hash`, and `after`, the hash of the entry before the first.
 */
export interface Superseded {
  readonly count: number
  readonly from_seq: number
  readonly last_at: number
  readonly hash: string
  readonly after: string
}

type Unhashed = Omit<RecordedEvent, 'hash' | 'signature'>

/** The text of an entry that is hashed after the hash before it: JSON of what is in the entry. */
export const canonicalOf = ({ seq, type, at, by, commandId, correlationId, data }: Unhashed): string =>
  JSON.stringify([seq, type, at, by, commandId, correlationId, data])

const hashOf = (previous: string, event: Unhashed): string => hash('sha256', previous + canonicalOf(event))

/** Undefined when the entry took no other's place. */
const supersededBy = ({ data }: Pick<RecordedEvent, 'data'>): Superseded | undefined => {
  const superseded = 'superseded' in data ? (data.superseded as Superseded | null) : null
  return superseded !== null && Number.isSafeInteger(superseded.count) && superseded.count > 0 ? superseded : undefined
}

/** The seq of the last entry, which is the version of the aggregate; 0 of an empty history. */
export const lastSeq = (history: readonly Pick<RecordedEvent, 'seq'>[]): number => history.at(-1)?.seq ?? 0

/**
 * Gives new events their seq and hash, after those that are there. `data` must survive JSON unchanged. The first of the new
 * takes the place of the last `replaced` entries; its hash follows theirs.
 */
export const record = <E extends Event>(
  history: readonly RecordedEvent<E>[],
  events: readonly E[],
  { at, by, commandId, correlationId }: Origin,
  replaced = 0,
): readonly RecordedEvent<E>[] => {
  const recorded: RecordedEvent<E>[] = []
  let previous = history.at(-1)?.hash ?? ''
  let seq = lastSeq(history)
  const superseded = summaryOf(history, replaced)
  for (const event of events) {
    seq += 1
    const data = superseded === null || recorded.length > 0 ? event.data : { ...event.data, superseded }
    const unhashed = { ...event, seq, data, at, by, commandId, correlationId }
    previous = hashOf(previous, unhashed)
    recorded.push({ ...unhashed, hash: previous })
  }
  return recorded
}

const summaryOf = (history: readonly RecordedEvent[], replaced: number): Superseded | null => {
  const [first, ...others] = history.slice(history.length - replaced)
  const last = others.at(-1) ?? first
  if (replaced === 0 || first === undefined || last === undefined) return null
  return {
    count: [first, ...others].reduce((sum, entry) => sum + 1 + (supersededBy(entry)?.count ?? 0), 0),
    from_seq: supersededBy(first)?.from_seq ?? first.seq,
    last_at: last.at,
    hash: last.hash,
    after: history[history.length - replaced - 1]?.hash ?? '',
  }
}

/** The seq of the first event that does not follow from the one before it, or null when the chain is whole. */
export const brokenAt = (history: readonly RecordedEvent[]): number | null => {
  let last = { seq: 0, hash: '' }
  for (const event of history) {
    const superseded = supersededBy(event)
    const seq = last.seq + 1 + (superseded?.count ?? 0)
    if (event.seq !== seq || event.hash !== hashOf(superseded?.hash ?? last.hash, event)) return seq
    if (superseded !== undefined && (superseded.from_seq !== last.seq + 1 || superseded.after !== last.hash)) return seq
    last = event
  }
  return null
}
