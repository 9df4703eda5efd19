import type { Decided } from './decide.ts'
import { type Aggregate, type AggregateDocument, MAX_ANSWERED, type RememberedResult, stateAt } from './document.ts'
import type { Event, RecordedEvent } from './history.ts'
import type { Change } from './updateEach.ts'

/** What was decided on a document, and how it is once the write has won. */
export interface PendingWrite<E extends Event> {
  /** Null when there was no document: then `after` is to be inserted. */
  readonly update: DecidedUpdate<E> | null
  readonly after: AggregateDocument<E>
}

/** What `guardedUpdate` needs to know of one document. */
interface DecidedUpdate<E extends Event> {
  readonly _id: string
  readonly version: number
  readonly commandIds: readonly string[]
  readonly set: object
  readonly events: readonly RecordedEvent<E>[]
  readonly answered: readonly RememberedResult[]
  readonly since?: Date
}

/**
 * The guarded write of decisions (decision 1): the version must be the one that was decided on, and no copy of the commands
 * may have been answered without an event meanwhile.
 */
export const guardedUpdate: Change = {
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
        history: { $concatArrays: ['$history', '$$own.events'] },
        answered: { $slice: [{ $concatArrays: ['$answered', '$$own.answered'] }, -MAX_ANSWERED] },
        unrelayedSince: { $ifNull: ['$unrelayedSince', '$$own.since', '$$REMOVE'] },
      },
    ],
  },
}

/** The write of what was decided on a document; nothing but results to be remembered changes no version. */
export const toWrite = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  id: string,
  document: AggregateDocument<E> | undefined,
  { events, answered }: Pick<Decided<E>, 'events' | 'answered'>,
  now: Date,
): PendingWrite<E> => {
  const history = [...(document?.history ?? []), ...events]
  const state = stateAt(aggregate, id, history)
  const fields = state === undefined || events.length === 0 ? {} : aggregate.fields(state)
  const unrelayedSince = events.length === 0 ? document?.unrelayedSince : (document?.unrelayedSince ?? now)
  const version = history.length
  const after: AggregateDocument<E> = {
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
    commandIds: [...events, ...answered].map((one) => one.commandId),
    set: { ...fields, version },
    events,
    answered,
    ...(events.length === 0 ? {} : { since: now }),
  }
  return { update, after }
}
