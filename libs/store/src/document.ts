import type { Desc, Scode, TicketCurrent } from '@gongdan/contracts'
import type { Event, RecordedEvent } from './history.ts'

/** The result of a command that left no event behind, as a document remembers it: a refusal, or a success that changed nothing. */
export interface RememberedResult {
  readonly commandId: string
  readonly scode: Scode
  readonly desc: Desc
  readonly name: string
  /** Of a refusal whose caller may see the aggregate: the version that was refused. */
  readonly version?: number
}

/** The result of a command; the same for every copy of it. `id` is the aggregate's. */
export interface CommandResult extends RememberedResult {
  readonly id: string
  /** How the aggregate stood when the command was refused, where the caller may see it. */
  readonly current?: TicketCurrent
}

/**
 * Who works on an aggregate outside of it for a while, which is no part of its history: each new claim has a higher `fence`, and
 * what was decided on an older one is not written. `by` is a `userKey`; times are the database's.
 */
export interface Claim {
  readonly fence: number
  readonly by: string
  readonly until: Date
}

/**
 * An aggregate is one document: its state for queries, its event log (`history`), its outbox (events with
 * `seq > relayed`) and its inbox (command ids in `history` and `answered`). See decision 1.
 * `version` is the seq of the last event; 0 is the tombstone of a refused creation.
 */
export interface AggregateDocument<E extends Event = Event> {
  readonly _id: string
  readonly version: number
  readonly relayed: number
  /** Since when an event waits to be published; absent when none does. */
  readonly unrelayedSince?: Date
  readonly history: readonly RecordedEvent<E>[]
  readonly answered: readonly RememberedResult[]
  readonly claim?: Claim
  /** How many results have left `answered` for the collection of refusals; absent while none has. */
  readonly spilled?: number
}

/** What a document may come to in bytes, but for decisions that must not wait (decision 1). */
export const MAX_DOCUMENT_BYTES = 1024 * 1024

/** How many results without an event are remembered in a document (decision 1). */
export const MAX_ANSWERED = 200

/** What the store must know of an aggregate: how events become state, and what of it stands in the document for queries. */
export interface Aggregate<S, E extends Event> {
  evolve(state: S | undefined, event: RecordedEvent<E>, id: string): S
  /** Query fields, set on every write. Give null, not undefined, for what is not there. */
  fields(state: S): Readonly<Record<string, unknown>>
  /** The name that results carry. */
  nameOf(state: S): string
  /** How the aggregate stands, for those whose command was refused and who may see it. Left out: nothing is shown. */
  current?(state: S): TicketCurrent
  /**
   * Whether `next` says all that `previous` said: then it takes its place in the history once that one is published. The state
   * after `next` must be the same without `previous`. Left out: nothing is ever superseded.
   */
  supersedes?(previous: E, next: E): boolean
}

/** The state after the first `seq` events (all of them by default); undefined before the first. */
export const stateAt = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  id: string,
  history: readonly RecordedEvent<E>[],
  seq: number = Number.POSITIVE_INFINITY,
): S | undefined => {
  let state: S | undefined
  for (const event of history) {
    if (event.seq > seq) break
    state = aggregate.evolve(state, event, id)
  }
  return state
}
