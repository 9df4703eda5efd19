import { type Collection, MongoBulkWriteError } from 'mongodb'
import { type Answer, decideAll, type Item } from './decide.ts'
import type { Aggregate, AggregateDocument, Answered } from './document.ts'
import type { Fact } from './history.ts'
import { DUPLICATE_KEY, save } from './save.ts'
import { type Write, writeOf } from './writes.ts'

/** Answers recorded where there is no document to hold them: "no such ticket", kept for 7 days (design decision 1). */
export interface RefusalDocument extends Answered {
  readonly _id: string
  readonly at: Date
}

export interface Executed {
  readonly answers: readonly Answer[]
  /** Items that could not be decided or written for a reason of their own; nothing of them took effect. */
  readonly faults: readonly ItemFault[]
}

/** Thrown when items keep losing their races: the message comes back later. */
export class ContendedFault extends Error {
  readonly code = 'contended'
}

const MAX_ROUNDS = 100

export interface ExecuteNeeds<S, F extends Fact> {
  readonly aggregate: Aggregate<S, F>
  readonly documents: Collection<AggregateDocument<F>>
  readonly refusals: Collection<RefusalDocument>
  readonly now: () => number
  /** Told of documents with events that may not have been sent; must not throw and is not waited for. */
  readonly committed: (documents: readonly AggregateDocument<F>[]) => void
}

/**
 * Load all, decide each, save all together, answer each (design, "the way of one approval", 5-7).
 * Every write is guarded by the version; what loses is loaded and decided again. Repeating a command gives its first answer.
 * Throws the driver's fault when the database cannot be reached (see isStoreUnavailable), ContendedFault when races go on.
 */
export const createExecute =
  <S, F extends Fact>({ aggregate, documents, refusals, now, committed }: ExecuteNeeds<S, F>) =>
  async (items: readonly Item<S, F>[]): Promise<Executed> => {
    const answers: Answer[] = []
    const faults: ItemFault[] = []
    let open = items
    for (let round = 0; open.length > 0; round++) {
      if (round === MAX_ROUNDS) throw new ContendedFault('too many writers on the same documents')
      // What is to be created is most likely not there yet: the first insert says so itself, and spares a look.
      const looked = round === 0 ? open.filter((item) => !item.creates) : open
      const [loaded, refused] = await load(documents, refusals, looked)
      const decided = decideRound(aggregate, open, loaded, refused, now())
      answers.push(...decided.answers)
      faults.push(...decided.faults)
      // Recorded first, then looked at once more: the ticket may have come into being meanwhile, and then it decides.
      if (decided.unknown.length > 0) await insertIgnoringRepeats(refusals, decided.unknown)
      const saved = await save(documents, decided.saves)
      committed(saved.won.map(({ after }) => after))
      // Someone's write of an earlier round may be ours: its events are sent now rather than by the sweeper.
      if (round > 0) committed([...loaded.values()].filter((document) => document.relayed < document.version))
      answers.push(...saved.won.flatMap((one) => one.answers))
      faults.push(
        ...saved.faults.flatMap(({ write, fault }) => write.items.map(({ commandId }) => ({ commandId, fault }))),
      )
      const failed = new Set(faults.map((one) => one.commandId))
      const again = [...decided.again, ...saved.lost.flatMap((one) => one.items)]
      open = again.filter((item) => !failed.has(item.commandId))
    }
    return { answers, faults }
  }

interface ItemFault {
  readonly commandId: string
  readonly fault: unknown
}

/** A write, and the answers it makes true for the items it stands for. */
interface Save<S, F extends Fact> extends Write<F> {
  readonly items: readonly Item<S, F>[]
  readonly answers: readonly Answer[]
}

/** Decides the items of each document. `unknown`: answers to commands on what does not exist, whose items come `again`. */
const decideRound = <S, F extends Fact>(
  aggregate: Aggregate<S, F>,
  open: readonly Item<S, F>[],
  loaded: ReadonlyMap<string, AggregateDocument<F>>,
  refused: ReadonlyMap<string, Answered>,
  at: number,
) => {
  const answers: Answer[] = []
  const faults: ItemFault[] = []
  const saves: Save<S, F>[] = []
  const unknown: RefusalDocument[] = []
  const again: Item<S, F>[] = []
  for (const [id, items] of Map.groupBy(open, (item) => item.id)) {
    const document = loaded.get(id)
    const decided = decideAll(aggregate, document, id, items, refused, at)
    faults.push(...decided.faults)
    if (decided.entries.length === 0 && decided.answered.length === 0) {
      answers.push(...decided.answers)
    } else if (document === undefined && decided.entries.length === 0 && !items.some((item) => item.creates)) {
      unknown.push(...decided.answered.map((one) => ({ ...one, _id: one.commandId, at: new Date(at) })))
      again.push(...items)
    } else {
      saves.push({ ...writeOf(aggregate, id, document, decided, new Date(at)), items, answers: decided.answers })
    }
  }
  return { answers, faults, saves, unknown, again }
}

const load = async <S, F extends Fact>(
  documents: Collection<AggregateDocument<F>>,
  refusals: Collection<RefusalDocument>,
  open: readonly Item<S, F>[],
): Promise<[Map<string, AggregateDocument<F>>, Map<string, Answered>]> => {
  if (open.length === 0) return [new Map(), new Map()]
  const ids = [...new Set(open.map((item) => item.id))]
  const existing = open.filter((item) => !item.creates).map((item) => item.commandId)
  const found = await documents.find({ _id: { $in: ids } } as never).toArray()
  // After the documents, not beside them: a copy of a command that is in hand elsewhere was told of no document before
  // there was one, so that who sees the document sees that refusal too.
  const refused = existing.length === 0 ? [] : await refusals.find({ _id: { $in: existing } }).toArray()
  return [
    new Map(found.map((document) => [document._id, document as AggregateDocument<F>])),
    new Map(refused.map(({ commandId, scode, desc, name }) => [commandId, { commandId, scode, desc, name }])),
  ]
}

const insertIgnoringRepeats = async (refusals: Collection<RefusalDocument>, unknown: readonly RefusalDocument[]) => {
  try {
    await refusals.insertMany(unknown, { ordered: false })
  } catch (fault) {
    const repeats =
      fault instanceof MongoBulkWriteError && [fault.writeErrors].flat().every((e) => e.code === DUPLICATE_KEY)
    if (!repeats) throw fault
  }
}
