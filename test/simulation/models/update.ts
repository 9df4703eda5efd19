import { Aggregator } from 'mingo'
import type { Doc } from './query.ts'

type Fields = Readonly<Record<string, unknown>>

const put = (doc: Fields, [name = '', ...rest]: readonly string[], value: unknown): Fields => ({
  ...doc,
  [name]: rest.length === 0 ? value : put((doc[name] ?? {}) as Fields, rest, value),
})

const operators: Readonly<Record<string, (doc: Fields, path: string, value: unknown) => Fields>> = {
  $set: (doc, path, value) => put(doc, path.split('.'), value),
  $unset: (doc, path) => Object.fromEntries(Object.entries(doc).filter(([name]) => name !== path)),
  $push: (doc, path, value) => ({
    ...doc,
    [path]: [...(doc[path] as unknown[]), ...(value as { $each: unknown[] }).$each],
  }),
  $inc: (doc, path, value) => ({ ...doc, [path]: Number(doc[path] ?? 0) + Number(value) }),
}

const changed = (doc: Fields, operator: string, values: Fields): Fields => {
  const change = operators[operator]
  if (change === undefined) throw new Error(`the model does not know ${operator}`)
  return Object.entries(values).reduce((before, [path, value]) => change(before, path, value), doc)
}

/** What an update makes of a document; throws at an operator that the model does not know. */
export const updated = (doc: Doc, update: object): Doc =>
  Object.entries(update)
    .filter(([operator]) => operator !== '$setOnInsert')
    .reduce((before: Fields, [operator, values]) => changed(before, operator, values), doc) as Doc

/** What an update by pipeline makes of a document. */
export const piped = (doc: Doc, pipeline: readonly object[]): Doc =>
  new Aggregator([...pipeline] as never).run<Doc>([doc])[0] as Doc

/** What an upsert inserts under this id. */
export const inserted = (_id: string, update: object): Doc =>
  updated(changed({ _id }, '$set', '$setOnInsert' in update ? (update.$setOnInsert as Fields) : {}) as Doc, update)
