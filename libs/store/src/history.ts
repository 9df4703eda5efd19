import { createHash } from 'node:crypto'

/** Who did it; null for the system's own doing. */
export interface Actor {
  readonly userUuid: string
  readonly userName: string
  readonly tenantUuid: string
  readonly tenantName: string
}

/** What a decision brought about, before it has its place in a history. */
export interface Fact {
  readonly type: string
  readonly data: object
}

/** One event of an aggregate's history. `at` is unix milliseconds; `hash` chains it to the entry before (design decision 1). */
export type Entry<F extends Fact = Fact> = F & {
  readonly seq: number
  readonly at: number
  readonly by: Actor | null
  readonly commandId: string
  readonly correlationId: string
  readonly hash: string
}

/** What all the entries of one decision have in common. */
export interface Origin {
  readonly at: number
  readonly by: Actor | null
  readonly commandId: string
  readonly correlationId: string
}

const hashOf = (previous: string, entry: Omit<Entry, 'hash'>): string =>
  createHash('sha256')
    .update(previous)
    .update(
      JSON.stringify([entry.seq, entry.type, entry.at, entry.by, entry.commandId, entry.correlationId, entry.data]),
    )
    .digest('hex')

/** Gives the facts their seq and hash, after the entries that are there. `data` must survive JSON unchanged. */
export const append = <F extends Fact>(
  history: readonly Entry<F>[],
  facts: readonly F[],
  origin: Origin,
): readonly Entry<F>[] => {
  const entries: Entry<F>[] = []
  let previous = history.at(-1)?.hash ?? ''
  for (const fact of facts) {
    const { at, by, commandId, correlationId } = origin
    const unhashed = { seq: history.length + entries.length + 1, ...fact, at, by, commandId, correlationId }
    previous = hashOf(previous, unhashed)
    entries.push({ ...unhashed, hash: previous })
  }
  return entries
}

/** The seq of the first entry that does not follow from the one before it, or null when the chain is whole. */
export const brokenAt = (history: readonly Entry[]): number | null => {
  let previous = ''
  for (const [index, entry] of history.entries()) {
    if (entry.seq !== index + 1 || entry.hash !== hashOf(previous, entry)) return index + 1
    previous = entry.hash
  }
  return null
}
