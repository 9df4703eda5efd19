import type { FindCursor } from 'mongodb'

/** The fields of an aggregate's document that decide, answer and publish; what is there for lists is not read. */
export const inHistory = {
  version: 1,
  relayed: 1,
  unrelayedSince: 1,
  claim: 1,
  spilled: 1,
  history: 1,
  answered: 1,
} as const

/** MongoDB ends a reply at 16 MiB, whatever number of documents was asked for; small ones come all at once. */
const AT_ONCE = 1_000

/** `isLast`: there are no further documents. */
export interface Part<D> {
  readonly documents: readonly D[]
  readonly isLast: boolean
}

/** Reads documents in parts of at most 16 MiB, so that no number of large ones fills the memory. */
export async function* readInParts<D>(cursor: FindCursor): AsyncGenerator<Part<D>> {
  cursor.batchSize(AT_ONCE)
  try {
    while (await cursor.hasNext()) {
      const documents = cursor.readBufferedDocuments() as readonly D[]
      yield { documents, isLast: cursor.id?.isZero() ?? true }
    }
  } finally {
    await cursor.close()
  }
}
