import type { Collection } from 'mongodb'
import { decideAll, type Item, type ItemFault } from './decide.ts'
import type { Aggregate, AggregateDocument, CommandResult, RememberedResult } from './document.ts'
import { isDuplicateKey } from './duplicateKey.ts'
import type { Event } from './history.ts'
import { type PendingWrite, toWrite } from './pendingWrite.ts'
import { save } from './save.ts'

/** Results recorded where there is no document to hold them: "no such ticket", kept for 7 days (decision 1). */
export interface RefusalDocument extends RememberedResult {
  readonly _id: string
  readonly at: Date
}

/** What became of the items of a call. */
export interface CommandResults {
  readonly results: readonly CommandResult[]
  readonly faults: readonly ItemFault[]
}

/** Thrown when items keep losing their races: the message comes back later. */
class ContendedFault extends Error {
  readonly code = 'contended'
}

const MAX_ATTEMPTS = 100

export interface ExecuteOptions<S, E extends Event> {
  readonly aggregate: Aggregate<S, E>
  readonly documents: Collection<AggregateDocument<E>>
  readonly refusals: Collection<RefusalDocument>
  readonly now: () => number
  /** Told of documents with events that may not have been published; must not throw and is not waited for. */
  readonly committed: (documents: readonly AggregateDocument<E>[]) => void
}

/**
 * Load all, decide each, save all together, give each its result (decision 1).
 * Every write is guarded by the version; what loses is loaded and decided again. Repeating a command gives its first result.
 * Throws the driver's fault when the database cannot be reached (see isStoreUnavailable), ContendedFault when races go on.
 */
export const createExecute =
  <S, E extends Event>({ aggregate, documents, refusals, now, committed }: ExecuteOptions<S, E>) =>
  async (items: readonly Item<S, E>[]): Promise<CommandResults> => {
    const results: CommandResult[] = []
    const faults: ItemFault[] = []
    let open = items
    for (let attempt = 0; open.length > 0; attempt++) {
      if (attempt === MAX_ATTEMPTS) throw new ContendedFault('too many writers on the same documents')
      // What is to be created is most likely not there yet: the first insert says so itself, and spares a look.
      const sought = attempt === 0 ? open.filter((item) => !item.creates) : open
      const [loaded, refused] = await load(documents, refusals, sought)
      const decided = decideOpen(aggregate, open, loaded, refused, now())
      results.push(...decided.results)
      faults.push(...decided.faults)
      // Recorded first, then looked at once more: the aggregate may have come into being meanwhile, and then it decides.
      if (decided.unknown.length > 0) await insertIgnoringRepeats(refusals, decided.unknown)
      const saved = await save(documents, decided.writes)
      committed(saved.won.map(({ after }) => after))
      // A write of an earlier attempt may have won after all: its events are published now rather than by the sweeper.
      if (attempt > 0) committed([...loaded.values()].filter((document) => document.relayed < document.version))
      results.push(...saved.won.flatMap((write) => write.results))
      faults.push(
        ...saved.faults.flatMap(({ write, fault }) => write.items.map(({ commandId }) => ({ commandId, fault }))),
      )
      const failed = new Set(faults.map((one) => one.commandId))
      const again = [...decided.again, ...saved.lost.flatMap((write) => write.items)]
      open = again.filter((item) => !failed.has(item.commandId))
    }
    return { results, faults }
  }

/** A write, and the results it makes true for the items it stands for. */
interface DecidedWrite<S, E extends Event> extends PendingWrite<E> {
  readonly items: readonly Item<S, E>[]
  readonly results: readonly CommandResult[]
}

/** Decides the items of each document. `unknown`: results of commands on what does not exist, whose items come `again`. */
const decideOpen = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  open: readonly Item<S, E>[],
  loaded: ReadonlyMap<string, AggregateDocument<E>>,
  refused: ReadonlyMap<string, RememberedResult>,
  at: number,
) => {
  const results: CommandResult[] = []
  const faults: ItemFault[] = []
  const writes: DecidedWrite<S, E>[] = []
  const unknown: RefusalDocument[] = []
  const again: Item<S, E>[] = []
  for (const [id, items] of Map.groupBy(open, (item) => item.id)) {
    const document = loaded.get(id)
    const decided = decideAll(aggregate, document, id, items, refused, at)
    faults.push(...decided.faults)
    if (decided.events.length === 0 && decided.answered.length === 0) {
      results.push(...decided.results)
    } else if (document === undefined && decided.events.length === 0 && !items.some((item) => item.creates)) {
      unknown.push(...decided.answered.map((one) => ({ ...one, _id: one.commandId, at: new Date(at) })))
      again.push(...items)
    } else {
      writes.push({ ...toWrite(aggregate, id, document, decided, new Date(at)), items, results: decided.results })
    }
  }
  return { results, faults, writes, unknown, again }
}

const load = async <S, E extends Event>(
  documents: Collection<AggregateDocument<E>>,
  refusals: Collection<RefusalDocument>,
  sought: readonly Item<S, E>[],
): Promise<[Map<string, AggregateDocument<E>>, Map<string, RememberedResult>]> => {
  if (sought.length === 0) return [new Map(), new Map()]
  const ids = [...new Set(sought.map((item) => item.id))]
  const existing = sought.filter((item) => !item.creates).map((item) => item.commandId)
  const found = await documents.find({ _id: { $in: ids } } as never).toArray()
  // After the documents, not beside them: a copy of a command that another process handles was told of no document before
  // there was one, so what sees the document sees that refusal too.
  const refused = existing.length === 0 ? [] : await refusals.find({ _id: { $in: existing } }).toArray()
  return [
    new Map(found.map((document) => [document._id, document as AggregateDocument<E>])),
    new Map(refused.map(({ commandId, scode, desc, name }) => [commandId, { commandId, scode, desc, name }])),
  ]
}

const insertIgnoringRepeats = async (refusals: Collection<RefusalDocument>, unknown: readonly RefusalDocument[]) => {
  try {
    await refusals.insertMany(unknown, { ordered: false })
  } catch (fault) {
    if (!isDuplicateKey(fault)) throw fault
  }
}
