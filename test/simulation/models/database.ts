import type { Doc } from './query.ts'

interface Write {
  readonly collection: string
  readonly doc: Doc
}

/**
 * A replica set as its clients see it: a primary that knows the latest writes, and of them those that a majority has, in
 * their order. Reads see only the latter (read concern majority); another primary knows nothing of the rest.
 */
export interface Database {
  /** What the primary has. */
  latest(collection: string): ReadonlyMap<string, Doc>
  /** What a majority has. */
  majority(collection: string): ReadonlyMap<string, Doc>
  write(collection: string, doc: Doc): void
  remove(collection: string, id: string): void
  /** The number of writes so far; a write is committed once a commit reaches its number. */
  position(): number
  /** A majority has the writes up to this one. */
  commit(position: number): void
  /** Another primary is elected: what no majority has is undone. */
  failOver(): void
  /** Grows with every election: a call under way across one ends with an error. */
  term(): number
}

/** Told of each document as the primary writes it, and once a majority has it. */
export interface DatabaseWatch {
  written(collection: string, doc: Doc): void
  committed(collection: string, doc: Doc): void
}

/** An empty database. */
export const createDatabase = (watch?: DatabaseWatch): Database => {
  const latest = new Map<string, Map<string, Doc>>()
  const majority = new Map<string, Map<string, Doc>>()
  const log: (Write | { readonly collection: string; readonly removed: string })[] = []
  let committed = 0
  let term = 0
  const of = (all: Map<string, Map<string, Doc>>, name: string): Map<string, Doc> => {
    const known = all.get(name) ?? new Map<string, Doc>()
    all.set(name, known)
    return known
  }
  return {
    latest: (collection) => of(latest, collection),
    majority: (collection) => of(majority, collection),
    write: (collection, doc) => {
      of(latest, collection).set(doc._id, doc)
      log.push({ collection, doc })
      watch?.written(collection, doc)
    },
    remove: (collection, id) => {
      of(latest, collection).delete(id)
      log.push({ collection, removed: id })
    },
    position: () => log.length,
    commit: (position) => {
      for (; committed < Math.min(position, log.length); committed += 1) {
        const entry = log[committed]!
        if ('removed' in entry) of(majority, entry.collection).delete(entry.removed)
        else {
          of(majority, entry.collection).set(entry.doc._id, entry.doc)
          watch?.committed(entry.collection, entry.doc)
        }
      }
    },
    failOver: () => {
      log.length = committed
      latest.clear()
      for (const [name, docs] of majority) latest.set(name, new Map(docs))
      term += 1
    },
    term: () => term,
  }
}
