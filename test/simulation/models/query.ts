import { isDeepStrictEqual } from 'node:util'

/** A document as the model keeps it. It is never changed: a write puts another in its place. */
export type Doc = Readonly<Record<string, unknown>> & { readonly _id: string }

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The values at a path; a path through an array leads to those of all its elements. */
const valuesAt = (value: unknown, path: readonly string[]): readonly unknown[] => {
  const [name, ...rest] = path
  if (name === undefined) return Array.isArray(value) ? [value, ...value] : [value]
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path))
  return isPlain(value) && name in value ? valuesAt(value[name], rest) : []
}

/** MongoDB compares only what is of one type. */
const isLess = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date ? a < b : typeof a === 'number' && typeof b === 'number' && a < b

const isSame = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'object' && isDeepStrictEqual(a, b))

const conditions: Readonly<Record<string, (found: readonly unknown[], wanted: unknown) => boolean>> = {
  $in: (found, wanted) => found.some((value) => (wanted as unknown[]).some((one) => isSame(value, one))),
  $nin: (found, wanted) => !found.some((value) => (wanted as unknown[]).some((one) => isSame(value, one))),
  $lt: (found, wanted) => found.some((value) => isLess(value, wanted)),
  $lte: (found, wanted) => found.some((value) => isLess(value, wanted) || isSame(value, wanted)),
  $exists: (found, wanted) => found.length > 0 === wanted,
}

const holds = (found: readonly unknown[], wanted: unknown): boolean => {
  if (!isPlain(wanted)) return found.some((value) => isSame(value, wanted))
  return Object.entries(wanted).every(([name, value]) => {
    const condition = conditions[name]
    if (condition === undefined) throw new Error(`the model does not know ${name}`)
    return condition(found, value)
  })
}

/** Whether a document is what a filter asks for; throws at an operator that the model does not know. */
export const matches = (doc: Doc, filter: object): boolean =>
  Object.entries(filter).every(([path, wanted]) => holds(valuesAt(doc, path.split('.')), wanted))
