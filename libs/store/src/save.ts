import { type Collection, MongoBulkWriteError } from 'mongodb'
import type { AggregateDocument } from './document.ts'
import type { Fact } from './history.ts'
import { isStoreUnavailable } from './unavailable.ts'
import { updateEach } from './updateEach.ts'
import { decision, type Write } from './writes.ts'

/** What became of writes. */
export interface Saved<W> {
  /** These took effect. */
  readonly won: readonly W[]
  /** Nothing may be concluded of these: they, or others that were written with them, came too late or are at fault. */
  readonly lost: readonly W[]
  /** Those of the lost that cannot be written, each for a reason of its own. */
  readonly faults: readonly { readonly write: W; readonly fault: unknown }[]
}

/** A race lost in one part is none in the others, and no statement grows without bound. */
const WRITES_TOGETHER = 100
export const DUPLICATE_KEY = 11_000

/** Saves what was decided, guarded. Throws the driver's fault when the database cannot be reached (see isStoreUnavailable). */
export const save = async <F extends Fact, W extends Write<F>>(
  documents: Collection<AggregateDocument<F>>,
  writes: readonly W[],
): Promise<Saved<W>> => {
  const fresh = writes.filter(({ update }) => update === null)
  const known = writes.filter(({ update }) => update !== null)
  const parts = await Promise.all([
    ...inParts(fresh).map((part) => insert(documents, part)),
    ...inParts(known).map((part) => update(documents, part)),
  ])
  return {
    won: parts.flatMap(({ won }) => won),
    lost: parts.flatMap(({ lost }) => lost),
    faults: parts.flatMap(({ faults }) => faults),
  }
}

const inParts = <W>(writes: readonly W[]): readonly (readonly W[])[] =>
  Array.from({ length: Math.ceil(writes.length / WRITES_TOGETHER) }, (_, at) =>
    writes.slice(at * WRITES_TOGETHER, (at + 1) * WRITES_TOGETHER),
  )

const insert = async <F extends Fact, W extends Write<F>>(
  documents: Collection<AggregateDocument<F>>,
  writes: readonly W[],
): Promise<Saved<W>> => {
  try {
    await documents.insertMany(writes.map(({ after }) => after) as never, { ordered: false })
    return { won: writes, lost: [], faults: [] }
  } catch (fault) {
    const errors = fault instanceof MongoBulkWriteError ? [fault.writeErrors].flat() : []
    if (errors.length === 0) throw fault
    const own = errors.filter((error) => error.code !== DUPLICATE_KEY)
    return { won: [], lost: writes, faults: own.map((error) => ({ write: writes[error.index]!, fault: error })) }
  }
}

const update = async <F extends Fact, W extends Write<F>>(
  documents: Collection<AggregateDocument<F>>,
  writes: readonly W[],
): Promise<Saved<W>> => {
  try {
    const changed = await updateEach(
      documents,
      writes.flatMap((write) => write.update ?? []),
      decision,
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
