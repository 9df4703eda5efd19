import { isDeepStrictEqual } from 'node:util'
import { type Db, MongoBulkWriteError, MongoServerError } from 'mongodb'
import type { Database } from './database.ts'
import { type Doc, matches } from './query.ts'
import { inserted, piped, updated } from './update.ts'

/** What a call does at the database, in steps between which others may act, and what it answers in the end. */
export interface Call<T> {
  readonly steps: readonly (() => void)[]
  readonly answer: () => T
  /** What the answer waits for: nothing is written, the primary has it, or a majority has it. */
  readonly concern: 'read' | 'primary' | 'majority'
}

/** The way to the database and back. */
export type Wire = <T>(call: Call<T>) => Promise<T>

/** A way on which nothing ever happens: for holding the model against the real database. */
export const plainWire =
  (database: Database): Wire =>
  async ({ steps, answer }) => {
    for (const step of steps) step()
    database.commit(database.position())
    return answer()
  }

const duplicate = () => new MongoServerError({ code: 11_000, errmsg: 'E11000 duplicate key error' })

interface Options {
  readonly upsert?: boolean
  readonly writeConcern?: { readonly w: number }
}
interface Sorted {
  readonly sort: Readonly<Record<string, 1>>
}

const inOrder = (docs: readonly Doc[], sort: Sorted['sort']): readonly Doc[] => {
  const [field = '_id'] = Object.keys(sort)
  return docs.toSorted((a, b) => Number(a[field]) - Number(b[field]))
}

interface Projected {
  readonly projection?: Readonly<Record<string, unknown>>
}

/** A document with the sizes of lists that are asked for; of a projection all else is left, which does no harm. */
const withSizes = (doc: Doc | undefined, projection: Readonly<Record<string, unknown>>): Doc | null => {
  if (doc === undefined) return null
  const sizes = Object.entries(projection).flatMap(([name, value]) => {
    const { $size: of } = Object(value)
    return typeof of === 'string' ? [[name, [doc[of.slice(1)]].flat().length] as const] : []
  })
  return { ...doc, ...Object.fromEntries(sizes) }
}

/** The operations of a driver's collection that the product calls, on the model. */
const collectionOf = (database: Database, name: string, wire: Wire) => {
  const read = (filter: object): readonly Doc[] =>
    [...database.majority(name).values()].filter((doc) => matches(doc, filter))
  const onPrimary = (filter: object): Doc | undefined =>
    [...database.latest(name).values()].find((doc) => matches(doc, filter))
  const insert = (doc: Doc): boolean => {
    if (database.latest(name).has(doc._id)) return false
    database.write(name, doc)
    return true
  }
  const update = (filter: object, change: object): Doc | null => {
    const doc = onPrimary(filter)
    if (doc === undefined) return null
    const after = updated(doc, change)
    database.write(name, after)
    return after
  }
  const one = <T>(step: () => T): Promise<T> => {
    let result: T
    const steps = [
      () => {
        result = step()
      },
    ]
    return wire({ steps, answer: () => result, concern: 'majority' })
  }
  const oneOrThrow = async (step: () => boolean): Promise<void> => {
    if (!(await one(step))) throw duplicate()
  }

  const insertMany = (docs: readonly Doc[]) => {
    const writeErrors: { index: number; code: number }[] = []
    const steps = docs.map((doc, index) => () => {
      if (!insert(doc)) writeErrors.push({ index, code: 11_000 })
    })
    const answer = () => {
      const insertedCount = docs.length - writeErrors.length
      if (writeErrors.length === 0) return { insertedCount }
      throw new MongoBulkWriteError({ message: 'E11000', code: 11_000, writeErrors: writeErrors as never }, {
        insertedCount,
      } as never)
    }
    return wire({ steps, answer, concern: 'majority' })
  }

  const updateMany = (
    { _id }: { readonly _id: { readonly $in: readonly string[] } },
    pipeline: readonly Doc[],
    { writeConcern }: Options = {},
  ) => {
    let modifiedCount = 0
    const steps = _id.$in.map((id) => () => {
      const doc = database.latest(name).get(id)
      if (doc === undefined) return
      const after = piped(doc, pipeline)
      if (isDeepStrictEqual(after, doc)) return
      database.write(name, after)
      modifiedCount += 1
    })
    return wire({ steps, answer: () => ({ modifiedCount }), concern: writeConcern?.w === 1 ? 'primary' : 'majority' })
  }

  const find = (filter: object) => {
    let sorting: Sorted['sort'] = {}
    let most = Number.POSITIVE_INFINITY
    const toArray = () =>
      wire({ steps: [], answer: () => inOrder(read(filter), sorting).slice(0, most), concern: 'read' })
    // All come at once here: what the real one gives in parts is tested there.
    let part: readonly Doc[] | undefined
    const cursor = {
      batchSize: () => cursor,
      hasNext: async () => {
        part ??= await toArray()
        return part.length > 0
      },
      readBufferedDocuments: () => {
        const documents = part
        part = []
        return documents
      },
      close: async () => {},
      sort: (by: Sorted['sort']) => {
        sorting = by
        return cursor
      },
      limit: (count: number) => {
        most = count
        return cursor
      },
      toArray,
    }
    return cursor
  }

  return {
    find,
    distinct: (field: string, filter: object) => {
      const answer = () => [...new Set(read(filter).flatMap((doc) => (field in doc ? [doc[field]].flat() : [])))]
      return wire({ steps: [], answer, concern: 'read' })
    },
    findOne: (filter: object, { projection = {} }: Projected = {}) =>
      wire({ steps: [], answer: () => withSizes(read(filter)[0], projection), concern: 'read' }),
    insertMany,
    updateMany,
    insertOne: (doc: Doc) => oneOrThrow(() => insert(doc)),
    deleteOne: (filter: object) =>
      one(() => {
        const doc = onPrimary(filter)
        if (doc !== undefined) database.remove(name, doc._id)
        return { deletedCount: doc === undefined ? 0 : 1 }
      }),
    updateOne: async (filter: { readonly _id: string }, change: object, { upsert = false }: Options = {}) => {
      const matched = await one(() => {
        if (update(filter, change) !== null) return 1
        // What is there under the id and does not match is not replaced.
        return upsert && !insert(inserted(filter._id, change)) ? null : 0
      })
      if (matched === null) throw duplicate()
      return { matchedCount: matched }
    },
    replaceOne: ({ _id }: { readonly _id: string }, doc: Doc) =>
      one(() => {
        database.write(name, { ...doc, _id })
        return { matchedCount: 1 }
      }),
    findOneAndUpdate: (filter: object, change: object, { sort }: Sorted) =>
      one(() => {
        const candidates = [...database.latest(name).values()].filter((doc) => matches(doc, filter))
        const [first] = inOrder(candidates, sort)
        return first === undefined ? null : update({ _id: first._id }, change)
      }),
  }
}

/** A driver's database, as far as the product uses it, on the model. */
export const modelDb = (database: Database, wire: Wire): Db => {
  const collection = (name: string) => collectionOf(database, name, wire)
  return { collection } as unknown as Db
}
