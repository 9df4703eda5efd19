import type { Collection } from 'mongodb'
import { isDuplicateKey } from './duplicateKey.ts'

/** What a token has shown: when it was issued, in unix seconds, and when it was seen. */
export interface ShownByToken {
  readonly _id: string
  readonly iat: number
  readonly seenAt: Date
}

/**
 * Writes each document whole, unless the stored one of its id comes of a token that was issued later, or of the same one
 * seen later: decided in the database, for many processes write. Any order, and repetition, ends in the same. Nothing in a
 * document is taken for an expression.
 */
export const replaceOlder = async <D extends ShownByToken>(
  documents: Collection<D>,
  shown: readonly D[],
): Promise<void> => {
  if (shown.length === 0) return
  const write = () => documents.bulkWrite(shown.map(replaceBy) as never, { ordered: false })
  try {
    await write()
  } catch (fault) {
    // Another process has just made a new document: what it wrote is compared now.
    if (!isDuplicateKey(fault)) throw fault
    await write()
  }
}

const replaceBy = (document: ShownByToken) => {
  const { _id, iat, seenAt } = document
  // Missing fields are less than any number.
  const isOlder = { $or: [{ $gt: ['$iat', iat] }, { $and: [{ $eq: ['$iat', iat] }, { $gt: ['$seenAt', seenAt] }] }] }
  const update = [{ $replaceWith: { $cond: [isOlder, '$$ROOT', { $literal: document }] } }]
  return { updateOne: { filter: { _id }, update, upsert: true } }
}
