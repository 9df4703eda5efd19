import { createHash } from 'node:crypto'
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
}

/** What all events of one decision have in common. */
export type Origin = Pick<RecordedEvent, 'at' | 'by' | 'commandId' | 'correlationId'>

const hashOf = (previous: string, event: Omit<RecordedEvent, 'hash'>): string =>
  createHash('sha256')
    .update(previous)
    .update(
      JSON.stringify([event.seq, event.type, event.at, event.by, event.commandId, event.correlationId, event.data]),
    )
    .digest('hex')

/** Gives new events their seq and hash, after those that are there. `data` must survive JSON unchanged. */
export const record = <E extends Event>(
  history: readonly RecordedEvent<E>[],
  events: readonly E[],
  { at, by, commandId, correlationId }: Origin,
): readonly RecordedEvent<E>[] => {
  const recorded: RecordedEvent<E>[] = []
  let previous = history.at(-1)?.hash ?? ''
  for (const event of events) {
    const unhashed = { seq: history.length + recorded.length + 1, ...event, at, by, commandId, correlationId }
    previous = hashOf(previous, unhashed)
    recorded.push({ ...unhashed, hash: previous })
  }
  return recorded
}

/** The seq of the first event that does not follow from the one before it, or null when the chain is whole. */
export const brokenAt = (history: readonly RecordedEvent[]): number | null => {
  let previous = ''
  for (const [index, event] of history.entries()) {
    if (event.seq !== index + 1 || event.hash !== hashOf(previous, event)) return index + 1
    previous = event.hash
  }
  return null
}
