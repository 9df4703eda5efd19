import type { Scode } from '@gongdan/contracts'
import type { Entry, Fact } from './history.ts'

/** The answer to a command that left no event behind: a refusal, or a success that changed nothing. */
export interface Answered {
  readonly commandId: string
  readonly scode: Scode
  readonly desc: string
  readonly name: string
}

/**
 * An aggregate is one document: its state for queries, its event log (`history`), its outbox (entries with
 * `seq > relayed`) and its inbox (command ids in `history` and `answered`). See design decision 1.
 * `version` is the seq of the last event; 0 is the tombstone of a refused creation.
 */
export interface AggregateDocument<F extends Fact = Fact> {
  readonly _id: string
  readonly version: number
  readonly relayed: number
  /** Since when an event waits to be sent; absent when none does. */
  readonly unrelayedSince?: Date
  readonly history: readonly Entry<F>[]
  readonly answered: readonly Answered[]
}

/** How many answers without an event are remembered in a document (design decision 1). */
export const MAX_ANSWERED = 200

/** What the store must know of an aggregate: how events become state, and what of it stands in the document for queries. */
export interface Aggregate<S, F extends Fact> {
  evolve(state: S | undefined, entry: Entry<F>, id: string): S
  /** Query fields, set on every write. Give null, not undefined, for what is not there. */
  fields(state: S): Readonly<Record<string, unknown>>
  /** The name that answers carry. */
  nameOf(state: S): string
}

/** The state after the first `seq` events (all of them by default); undefined before the first. */
export const stateAt = <S, F extends Fact>(
  aggregate: Aggregate<S, F>,
  id: string,
  history: readonly Entry<F>[],
  seq: number = history.length,
): S | undefined => {
  let state: S | undefined
  for (const entry of history) {
    if (entry.seq > seq) break
    state = aggregate.evolve(state, entry, id)
  }
  return state
}
