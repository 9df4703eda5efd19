import { isDeepStrictEqual } from 'node:util'

/** A difference: the check, the document's id, and both sides. */
export interface Difference {
  readonly check: string
  readonly id: string
  readonly expected: unknown
  readonly found: unknown
}

/**
 * Looks for differences among these documents, or among all for null; reads only. `quietSince`: documents changed later, unix
 * ms, are not compared with other collections, since their events are still on their way.
 */
export type Check = (ids: readonly string[] | null, quietSince: number) => AsyncIterable<Difference>

/** The value as it is stored: undefined fields are left out. */
const stored = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** The difference of two values as an array: empty, or one. */
export const compare = (check: string, id: string, expected: unknown, found: unknown): readonly Difference[] =>
  isDeepStrictEqual(stored(expected), stored(found)) ? [] : [{ check, id, expected, found }]

/** A stream in batches, so that related documents are queried together. */
export async function* inBatches<T>(stream: AsyncIterable<T>, size = 500): AsyncIterable<readonly T[]> {
  let batch: T[] = []
  for await (const one of stream) {
    batch.push(one)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/**
 * Two streams that are sorted by `_id`, each id once, side by side: what only one of them has comes with undefined for the other.
 */
export async function* inPairs<A extends { readonly _id: string }, B extends { readonly _id: string }>(
  some: AsyncIterable<A>,
  others: AsyncIterable<B>,
): AsyncIterable<readonly [A | undefined, B | undefined]> {
  const rest = others[Symbol.asyncIterator]()
  let other = await rest.next()
  for await (const one of some) {
    for (; !other.done && other.value._id < one._id; other = await rest.next()) yield [undefined, other.value]
    const isPair = !other.done && other.value._id === one._id
    yield [one, isPair ? other.value : undefined]
    if (isPair) other = await rest.next()
  }
  for (; !other.done; other = await rest.next()) yield [undefined, other.value]
}

/** The filter for these documents, or for all for null. */
export const filterByIds = (ids: readonly string[] | null): object => (ids === null ? {} : { _id: { $in: ids } })

/** Documents of another collection by their ids. */
export const byId = <T extends { readonly _id: string }>(found: readonly T[]): ReadonlyMap<string, T> =>
  new Map(found.map((one) => [one._id, one]))
