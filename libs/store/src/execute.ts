import type { Collection } from 'mongodb'
import { type Decided, decideAll, type Item, type ItemFault, type RefusedResult } from './decide.ts'
import type { Aggregate, AggregateDocument, CommandResult, RememberedResult } from './document.ts'
import { isDuplicateKey } from './duplicateKey.ts'
import type { Event, RecordedEvent } from './history.ts'
import type { HistorySigner } from './historySignature.ts'
import { type PendingWrite, toWrite } from './pendingWrite.ts'
import { inHistory, type Part, readInParts } from './readInParts.ts'
import { save } from './save.ts'

/**
 * Results that no document holds, by command id, kept for 7 days, as long as a command lives (decision 1): "no such ticket",
 * and those that left their document (`left`) because newer ones took their place.
 */
export interface RefusalDocument extends RememberedResult {
  readonly _id: string
  readonly at: Date
  readonly left?: true
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

type Sign = HistorySigner['sign']

export interface ExecuteOptions<S, E extends Event> {
  readonly aggregate: Aggregate<S, E>
  readonly documents: Collection<AggregateDocument<E>>
  readonly refusals: Collection<RefusalDocument>
  readonly now: () => number
  /** Signs the hashes of the last entries of writes that are made together; left out: histories are not signed. */
  readonly sign?: Sign
  /** Told of documents with events that may not have been published; must not throw and is not waited for. */
  readonly committed: (documents: readonly AggregateDocument<E>[]) => void
}

/**
 * Load all, decide each, save all together, give each its result (decision 1).
 * Every write is guarded by the version; what loses is loaded and decided again. Repeating a command gives its first result.
 * Throws the driver's fault when the database cannot be reached (see isStoreUnavailable), ContendedFault when races go on.
 */
export const createExecute =
  <S, E extends Event>({ aggregate, documents, refusals, now, sign, committed }: ExecuteOptions<S, E>) =>
  async (items: readonly Item<S, E>[]): Promise<CommandResults> => {
    const results: CommandResult[] = []
    const faults: ItemFault[] = []
    let open = items
    // Large documents are loaded and decided in parts, each of which is an attempt.
    const most = MAX_ATTEMPTS + items.length
    for (let attempt = 0; open.length > 0; attempt++) {
      if (attempt === most) throw new ContendedFault('too many writers on the same documents')
      // What is to be created is most likely not there yet: the first insert says so itself, and spares a look.
      const sought = attempt === 0 ? open.filter((item) => !item.creates) : open
      const at = now()
      const { loaded, refused, unread } = await load(documents, refusals, sought)
      const [unloaded, decidable] = split(open, (item) => unread.has(item.id))
      const decided = await decideOpen(aggregate, decidable, loaded, refused, at, sign, now)
      results.push(...decided.results)
      faults.push(...decided.faults)
      // Recorded first, then looked at once more: the aggregate may have come into being meanwhile, and then it decides.
      // What leaves a document is recorded before that too: a copy that does not find it there finds it here.
      const leaving = decided.writes.flatMap((write) => write.leaving)
      const recorded = [
        ...decided.unknown.map((one) => refusalOf(one, at)),
        ...leaving.map((one) => ({ ...refusalOf(one, at), left: true as const })),
      ]
      if (recorded.length > 0) await recordResults(refusals, recorded)
      const saved = await save(documents, decided.writes)
      committed(saved.won.map(({ after }) => after))
      // A write of an earlier attempt may have won after all: its events are published now rather than by the sweeper.
      if (attempt > 0) committed([...loaded.values()].filter((document) => document.relayed < document.version))
      results.push(...saved.won.flatMap((write) => write.results))
      faults.push(
        ...saved.faults.flatMap(({ write, fault }) => write.items.map(({ commandId }) => ({ commandId, fault }))),
      )
      const failed = new Set(faults.map((one) => one.commandId))
      const again = [...unloaded, ...decided.again, ...saved.lost.flatMap((write) => write.items)]
      open = again.filter((item) => !failed.has(item.commandId))
    }
    return { results, faults }
  }

/** A write, and the results it makes true for the items it stands for. */
interface DecidedWrite<S, E extends Event> extends PendingWrite<E> {
  readonly items: readonly Item<S, E>[]
  readonly results: readonly CommandResult[]
}

/** So many milliseconds decisions may take before all else that this process does has its turn: heartbeats, other messages. */
const TURN_MS = 20

const turnOfLoop = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Decides the items of each document. `unknown`: results of commands on what does not exist, whose items come `again`. What
 * others write while they have their turn is like what they write between load and save: the write of who decided on less loses.
 */
const decideOpen = async <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  open: readonly Item<S, E>[],
  loaded: ReadonlyMap<string, AggregateDocument<E>>,
  refused: ReadonlyMap<string, RefusedResult>,
  at: number,
  sign: Sign | undefined,
  now: () => number,
) => {
  const results: CommandResult[] = []
  const faults: ItemFault[] = []
  const unsigned: (Omit<Decided<S, E>, 'faults'> & { readonly id: string; readonly items: readonly Item<S, E>[] })[] =
    []
  const unknown: RememberedResult[] = []
  const again: Item<S, E>[] = []
  let since = now()
  for (const [id, items] of Map.groupBy(open, (item) => item.id)) {
    if (now() - since >= TURN_MS) {
      await turnOfLoop()
      since = now()
    }
    const document = loaded.get(id)
    const decided = decideAll(aggregate, document, id, items, refused, at)
    faults.push(...decided.faults)
    if (decided.events.length === 0 && decided.answered.length === 0) {
      results.push(...decided.results)
    } else if (document === undefined && decided.events.length === 0 && !items.some((item) => item.creates)) {
      unknown.push(...decided.answered)
      again.push(...items)
    } else {
      unsigned.push({ ...decided, id, items })
    }
  }
  const writes = signedTogether(unsigned, sign).map(
    (decided): DecidedWrite<S, E> => ({
      ...toWrite(aggregate, decided.id, loaded.get(decided.id), decided, new Date(at)),
      items: decided.items,
      results: decided.results,
    }),
  )
  return { results, faults, writes, unknown, again }
}

/** The signature of the last entry of each stands for those before it, which its hash follows from. */
const signedTogether = <E extends Event, D extends { readonly events: readonly RecordedEvent<E>[] }>(
  decided: readonly D[],
  sign: Sign | undefined,
): readonly D[] => {
  if (sign === undefined) return decided
  const signatures = sign(decided.flatMap(({ events }) => events.at(-1)?.hash ?? []))
  let signed = 0
  return decided.map((one) => {
    const last = one.events.at(-1)
    if (last === undefined) return one
    const signature = signatures[signed++] ?? ''
    return { ...one, events: [...one.events.slice(0, -1), { ...last, signature }] }
  })
}

const refusalOf = (result: RememberedResult, at: number): RefusalDocument => ({
  ...result,
  _id: result.commandId,
  at: new Date(at),
})

const split = <T>(all: readonly T[], belongs: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(belongs),
  all.filter((one) => !belongs(one)),
]

/** What is known of the documents of these items and of their commands. */
interface Loaded<E extends Event> {
  readonly loaded: ReadonlyMap<string, AggregateDocument<E>>
  readonly refused: ReadonlyMap<string, RefusedResult>
  /** Ids of documents that were too much to load at once. */
  readonly unread: ReadonlySet<string>
}

const load = async <S, E extends Event>(
  documents: Collection<AggregateDocument<E>>,
  refusals: Collection<RefusalDocument>,
  sought: readonly Item<S, E>[],
): Promise<Loaded<E>> => {
  const ids = [...new Set(sought.map((item) => item.id))]
  const { documents: found, isLast } = await readFirst(documents, ids)
  const loaded = new Map(found.map((document) => [document._id, document]))
  const unread = new Set(isLast ? [] : ids.filter((id) => !loaded.has(id)))
  // After the documents, not beside them: a copy of a command that another process handles was told of no document before
  // there was one, so what sees the document sees that refusal too; and what left a document was recorded before it did.
  const commandIds = sought.filter((item) => !item.creates || loaded.has(item.id)).map((item) => item.commandId)
  const recorded = commandIds.length === 0 ? [] : await refusals.find({ _id: { $in: commandIds } }).toArray()
  const refused = recorded.map(({ _id, at: _, left = false, ...result }): [string, RefusedResult] => [
    _id,
    { result, isOfDocument: left },
  ])
  return { loaded, refused: new Map(refused), unread }
}

/** Those of these documents that can be loaded at once (see readInParts); closes the cursor behind it. */
const readFirst = async <E extends Event>(
  documents: Collection<AggregateDocument<E>>,
  ids: readonly string[],
): Promise<Part<AggregateDocument<E>>> => {
  if (ids.length === 0) return { documents: [], isLast: true }
  const cursor = documents.find({ _id: { $in: ids } } as never, { projection: inHistory })
  for await (const part of readInParts<AggregateDocument<E>>(cursor)) return part
  return { documents: [], isLast: true }
}

/**
 * Records results, each once. What left a document takes the place of what a copy noted that looked before there was a
 * document: the document had the last word.
 */
const recordResults = async (refusals: Collection<RefusalDocument>, recorded: readonly RefusalDocument[]) => {
  try {
    await refusals.insertMany(recorded, { ordered: false })
  } catch (fault) {
    if (!isDuplicateKey(fault)) throw fault
    const leaving = recorded.filter(({ left }) => left)
    await Promise.all(leaving.map((one) => refusals.replaceOne({ _id: one._id }, one, { upsert: true })))
  }
}
