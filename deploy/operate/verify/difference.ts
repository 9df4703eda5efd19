import { isDeepStrictEqual } from 'node:util'

/** Something that is not as it must be: what was compared, of which document, and both sides. */
export interface Difference {
  readonly check: string
  readonly id: string
  readonly expected: unknown
  readonly found: unknown
}

/**
 * Looks for differences among these documents, or among all for null; reads only. It stops when nobody takes more.
 * `quietSince`: what changed later, unix ms, is not compared with other collections, for news of it are on their way.
 */
export type Check = (ids: readonly string[] | null, quietSince: number) => AsyncIterable<Difference>

/** As it comes out of the database: what is undefined was not stored. */
const stored = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** Gives the difference, if there is one. */
export const differ = (check: string, id: string, expected: unknown, found: unknown): readonly Difference[] =>
  isDeepStrictEqual(stored(expected), stored(found)) ? [] : [{ check, id, expected, found }]

/** The documents of a stream, so many at a time, so that what belongs to them is asked for together. */
export async function* together<T>(stream: AsyncIterable<T>, size = 500): AsyncIterable<readonly T[]> {
  let batch: T[] = []
  for await (const one of stream) {
    batch.push(one)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The filter for these documents, or for all. */
export const among = (ids: readonly string[] | null): object => (ids === null ? {} : { _id: { $in: ids } })

/** Documents of another collection by their ids. */
export const byId = <T extends { readonly _id: string }>(found: readonly T[]): ReadonlyMap<string, T> =>
  new Map(found.map((one) => [one._id, one]))
