import { type Collection, MongoBulkWriteError } from 'mongodb'
import type { AggregateDocument } from './document.ts'
import { isDuplicateKey } from './duplicateKey.ts'
import type { Event } from './history.ts'
import { guardedUpdate, type PendingWrite } from './pendingWrite.ts'
import { isStoreUnavailable } from './unavailable.ts'
import { updateEach } from './updateEach.ts'

/** What became of writes. */
export interface SaveResult<W> {
  /** These took effect. */
  readonly won: readonly W[]
  /** Nothing may be concluded of these: they, or others that were written with them, came too late or are at fault. */
  readonly lost: readonly W[]
  /** Those of the lost that cannot be written, each for a reason of its own. */
  readonly faults: readonly { readonly write: W; readonly fault: unknown }[]
}

/** A race lost in one part is none in the others, and no statement grows without bound. */
const WRITES_TOGETHER = 100

/** Saves what was decided, guarded. Throws the driver's fault when the database cannot be reached (see isStoreUnavailable). */
export const save = async <E extends Event, W extends PendingWrite<E>>(
  documents: Collection<AggregateDocument<E>>,
  writes: readonly W[],
): Promise<SaveResult<W>> => {
  const fresh = writes.filter(({ update }) => update === null)
  const known = writes.filter(({ update }) => update !== null)
  const parts = await Promise.all([
    ...chunk(fresh).map((part) => insert(documents, part)),
    ...chunk(known).map((part) => update(documents, part)),
  ])
  return {
    won: parts.flatMap(({ won }) => won),
    lost: parts.flatMap(({ lost }) => lost),
    faults: parts.flatMap(({ faults }) => faults),
  }
}

const chunk = <W>(writes: readonly W[]): readonly (readonly W[])[] =>
  Array.from({ length: Math.ceil(writes.length / WRITES_TOGETHER) }, (_, at) =>
    writes.slice(at * WRITES_TOGETHER, (at + 1) * WRITES_TOGETHER),
  )

const insert = async <E extends Event, W extends PendingWrite<E>>(
  documents: Collection<AggregateDocument<E>>,
  writes: readonly W[],
): Promise<SaveResult<W>> => {
  try {
    await documents.insertMany(writes.map(({ after }) => after) as never, { ordered: false })
    return { won: writes, lost: [], faults: [] }
  } catch (fault) {
    const errors = fault instanceof MongoBulkWriteError ? [fault.writeErrors].flat() : []
    if (errors.length === 0) throw fault
    const own = errors.filter((error) => !isDuplicateKey(error))
    return { won: [], lost: writes, faults: own.map((error) => ({ write: writes[error.index]!, fault: error })) }
  }
}

const update = async <E extends Event, W extends PendingWrite<E>>(
  documents: Collection<AggregateDocument<E>>,
  writes: readonly W[],
): Promise<SaveResult<W>> => {
  try {
    const changed = await updateEach(
      documents,
      writes.flatMap((write) => write.update ?? []),
      guardedUpdate,
    )
    return changed === writes.length ? { won: writes, lost: [], faults: [] } : { won: [], lost: writes, faults: [] }
  } catch (fault) {
    if (isStoreUnavailable(fault)) throw fault
    if (writes.length === 1) return { won: [], lost: writes, faults: writes.map((write) => ({ write, fault })) }
    // One of them cannot be written, and kept others from it: alone, each speaks for itself.
    const alone = await Promise.all(writes.map((write) => update(documents, [write])))
    return { won: [], lost: writes, faults: alone.flatMap(({ faults }) => faults) }
  }
}
