import type { AnyBulkWriteOperation } from 'mongodb'
import type { Decided } from './decide.ts'
import { type Aggregate, type AggregateDocument, MAX_ANSWERED, stateAt } from './document.ts'
import type { Fact } from './history.ts'

/** A write that makes decisions true, and the document as it is once the write has won. */
export interface Write<F extends Fact> {
  readonly operation: AnyBulkWriteOperation<AggregateDocument<F>>
  readonly after: AggregateDocument<F>
}

/**
 * The one guarded write for what was decided on a document (design decision 1): the version must be the one that was
 * decided on, and no copy of the commands may have been answered without an event meanwhile.
 */
export const writeOf = <S, F extends Fact>(
  aggregate: Aggregate<S, F>,
  id: string,
  document: AggregateDocument<F> | undefined,
  decided: Decided<F>,
  now: Date,
): Write<F> => {
  const history = [...(document?.history ?? []), ...decided.entries]
  const answered = [...(document?.answered ?? []), ...decided.answered].slice(-MAX_ANSWERED)
  const state = stateAt(aggregate, id, history)
  const fields = state === undefined || decided.entries.length === 0 ? {} : aggregate.fields(state)
  const unrelayedSince = decided.entries.length === 0 ? document?.unrelayedSince : (document?.unrelayedSince ?? now)
  const after: AggregateDocument<F> = {
    _id: id,
    version: history.length,
    relayed: document?.relayed ?? 0,
    ...(unrelayedSince === undefined ? {} : { unrelayedSince }),
    history,
    answered,
    ...fields,
  }
  if (document === undefined) return { operation: { insertOne: { document: after as never } }, after }

  const commandIds = [...decided.entries, ...decided.answered].map((one) => one.commandId)
  const filter = { _id: id, version: document.version, 'answered.commandId': { $nin: commandIds } }
  const pushAnswered =
    decided.answered.length === 0 ? {} : { answered: { $each: decided.answered, $slice: -MAX_ANSWERED } }
  const update =
    decided.entries.length === 0
      ? { $push: pushAnswered }
      : {
          $set: { ...fields, version: history.length },
          $push: { history: { $each: decided.entries }, ...pushAnswered },
          $min: { unrelayedSince: now },
        }
  return { operation: { updateOne: { filter: filter as never, update: update as never } }, after }
}
