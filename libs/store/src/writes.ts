import type { Decided } from './decide.ts'
import { type Aggregate, type AggregateDocument, type Answered, MAX_ANSWERED, stateAt } from './document.ts'
import type { Entry, Fact } from './history.ts'
import type { Change } from './updateEach.ts'

/** What was decided on a document, and how it is once the write has won. */
export interface Write<F extends Fact> {
  /** Null when there was no document: then `after` is to be inserted. */
  readonly update: DecidedUpdate<F> | null
  readonly after: AggregateDocument<F>
}

/** What `decision` needs to know of one document. */
interface DecidedUpdate<F extends Fact> {
  readonly _id: string
  readonly version: number
  readonly commandIds: readonly string[]
  readonly set: object
  readonly entries: readonly Entry<F>[]
  readonly answered: readonly Answered[]
  readonly since?: Date
}

/**
 * The guarded write of decisions (design decision 1): the version must be the one that was decided on, and no copy of the
 * commands may have been answered without an event meanwhile.
 */
export const decision: Change = {
  guard: {
    $and: [
      { $eq: ['$version', '$$own.version'] },
      { $eq: [{ $setIntersection: ['$answered.commandId', '$$own.commandIds'] }, []] },
    ],
  },
  becomes: {
    $mergeObjects: [
      '$$ROOT',
      '$$own.set',
      {
        history: { $concatArrays: ['$history', '$$own.entries'] },
        answered: { $slice: [{ $concatArrays: ['$answered', '$$own.answered'] }, -MAX_ANSWERED] },
        unrelayedSince: { $ifNull: ['$unrelayedSince', '$$own.since', '$$REMOVE'] },
      },
    ],
  },
}

/** The write of what was decided on a document; nothing but new answers changes no version. */
export const writeOf = <S, F extends Fact>(
  aggregate: Aggregate<S, F>,
  id: string,
  document: AggregateDocument<F> | undefined,
  { entries, answered }: Decided<F>,
  now: Date,
): Write<F> => {
  const history = [...(document?.history ?? []), ...entries]
  const state = stateAt(aggregate, id, history)
  const fields = state === undefined || entries.length === 0 ? {} : aggregate.fields(state)
  const unrelayedSince = entries.length === 0 ? document?.unrelayedSince : (document?.unrelayedSince ?? now)
  const version = history.length
  const after: AggregateDocument<F> = {
    _id: id,
    version,
    relayed: document?.relayed ?? 0,
    ...(unrelayedSince === undefined ? {} : { unrelayedSince }),
    history,
    answered: [...(document?.answered ?? []), ...answered].slice(-MAX_ANSWERED),
    ...fields,
  }
  if (document === undefined) return { update: null, after }
  const update = {
    _id: id,
    version: document.version,
    commandIds: [...entries, ...answered].map((one) => one.commandId),
    set: { ...fields, version },
    entries,
    answered,
    ...(entries.length === 0 ? {} : { since: now }),
  }
  return { update, after }
}
