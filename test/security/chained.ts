import { createHash } from 'node:crypto'
import { canonicalOf } from '@gongdan/store'
import type { Document } from 'mongodb'

/** The entries numbered and chained anew, by the rule that everybody knows (decision 1); signatures stay as they are. */
export const chained = (entries: readonly Document[]): Document[] => {
  let last = { seq: 0, hash: '' }
  return entries.map((entry) => {
    const { superseded } = entry.data
    const count = superseded?.count ?? 0
    const data =
      superseded === undefined
        ? entry.data
        : { ...entry.data, superseded: { ...superseded, from_seq: last.seq + 1, after: last.hash } }
    const unhashed = { ...entry, seq: last.seq + 1 + count, data }
    const canonical = canonicalOf(unhashed as never)
    const hash = createHash('sha256')
      .update(superseded?.hash ?? last.hash)
      .update(canonical)
      .digest('hex')
    last = { seq: unhashed.seq, hash }
    return { ...unhashed, hash }
  })
}
