import type { Decided } from './decide.ts'
import { type Aggregate, type AggregateDocument, MAX_ANSWERED, type RememberedResult } from './document.ts'
import { type Event, lastSeq, type RecordedEvent } from './history.ts'
import type { Change } from './updateEach.ts'

/** What was decided on a document, and how it is once the write has won. */
export interface PendingWrite<E extends Event> {
  /** Null when there was no document: then `after` is to be inserted. */
  readonly update: DecidedUpdate<E> | null
  readonly after: AggregateDocument<E>
  /** Results that leave the document with this write: they must be remembered elsewhere before it. */
  readonly leaving: readonly RememberedResult[]
}

/** What `guardedUpdate` needs to know of one document. */
interface DecidedUpdate<E extends Event> {
  readonly _id: string
  readonly version: number
  readonly spilled: number
  /** Of the claim that was decided on; left out: there was none. */
  readonly fence?: number
  readonly commandIds: readonly string[]
  /** How many entries of the history stay. */
  readonly kept: number
  readonly set: object
  readonly events: readonly RecordedEvent<E>[]
  readonly answered: readonly RememberedResult[]
  readonly since?: Date
}

/**
 * The guarded write of decisions (decision 1): version and claim must be those that were decided on, and no copy of the commands
 * may have been answered without an event meanwhile, neither in the document nor (`spilled`) in what left it since.
 */
export const guardedUpdate: Change = {
  guard: {
    $and: [
      { $eq: ['$version', '$$own.version'] },
      { $eq: [{ $ifNull: ['$spilled', 0] }, '$$own.spilled'] },
      { $eq: [{ $ifNull: ['$claim.fence', 0] }, { $ifNull: ['$$own.fence', 0] }] },
      { $eq: [{ $setIntersection: ['$answered.commandId', '$$own.commandIds'] }, []] },
    ],
  },
  becomes: {
    $mergeObjects: [
      '$$ROOT',
      '$$own.set',
      {
        // An empty history has nothing to keep, and no part of it may be of length 0.
        history: { $concatArrays: [{ $slice: ['$history', { $max: ['$$own.kept', 1] }] }, '$$own.events'] },
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
  { state, events, answered, kept, leaving: replaced }: Omit<Decided<S, E>, 'results' | 'faults'>,
  now: Date,
): PendingWrite<E> => {
  const history = [...(document?.history ?? []).slice(0, kept), ...events]
  const fields = state === undefined || events.length === 0 ? {} : aggregate.fields(state)
  const unrelayedSince = events.length === 0 ? document?.unrelayedSince : (document?.unrelayedSince ?? now)
  const version = lastSeq(history)
  const remembered = [...(document?.answered ?? []), ...answered]
  const forgotten = remembered.slice(0, -MAX_ANSWERED)
  const leaving = [...replaced, ...forgotten]
  const spilled = (document?.spilled ?? 0) + forgotten.length
  const counted = forgotten.length === 0 ? {} : { spilled }
  const after: AggregateDocument<E> = {
    _id: id,
    version,
    relayed: document?.relayed ?? 0,
    ...(unrelayedSince === undefined ? {} : { unrelayedSince }),
    history,
    answered: remembered.slice(-MAX_ANSWERED),
    ...(spilled === 0 ? {} : { spilled }),
    ...fields,
  }
  if (document === undefined) return { update: null, after, leaving }
  const update = {
    _id: id,
    version: document.version,
    spilled: document.spilled ?? 0,
    ...(document.claim && { fence: document.claim.fence }),
    kept,
    commandIds: [...events, ...answered].map((one) => one.commandId),
    set: { ...fields, ...counted, version },
    events,
    answered,
    ...(events.length === 0 ? {} : { since: now }),
  }
  return { update, after, leaving }
}
