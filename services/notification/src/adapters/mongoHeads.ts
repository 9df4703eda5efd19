import type { Store } from '@gongdan/store'
import type { Head, Heads } from '../domain/ports.ts'
import { coalesceWrites } from './coalesceWrites.ts'

/** What was told in half a second, or of as many events as may be in flight. */
export interface HeadsDocument {
  readonly heads: readonly Head[]
}

export const headsOf = ({ db }: Pick<Store, 'db'>) => db.collection<HeadsDocument>('heads')

/**
 * Heads of histories in MongoDB, many in a document. They are only ever appended: to keep the newest of each ticket in its place
 * would cost an approval several times as much, and forget what was told of earlier entries.
 */
export const createMongoHeads = (store: Pick<Store, 'db'>): Heads => {
  const documents = headsOf(store)
  const write = coalesceWrites<readonly Head[]>((told) => documents.insertOne({ heads: told.flat() }))
  return {
    record: async (seen) => {
      const heads = seen.flatMap(({ ticketUuid, seq, hash }) => (hash === '' ? [] : [{ ticketUuid, seq, hash }]))
      if (heads.length > 0) await write(heads)
    },
  }
}
