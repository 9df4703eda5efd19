import type { Collection, UpdateOptions } from 'mongodb'

/** What becomes of a document: aggregation expressions in which `$$own` is what was given for it. */
export interface Change {
  readonly guard: object
  /** The whole document as it is where the guard holds; elsewhere it stays as it was. */
  readonly becomes: object
}

/**
 * Updates different documents by one statement, each with values `own` to it, and gives how many were changed. Each is
 * changed as a whole, as it is at that moment, but not all at once.
 *
 * A statement a document does the same, but the database plans every statement anew, which costs it as much again as the
 * update. Nothing in `own` is taken for an expression.
 */
export const updateEach = async <D extends { readonly _id: string }>(
  documents: Collection<D>,
  own: readonly { readonly _id: string }[],
  { guard, becomes }: Change,
  options: UpdateOptions = {},
): Promise<number> => {
  const ids = own.map(({ _id }) => _id)
  const mine = { $arrayElemAt: [{ $literal: own }, { $indexOfArray: [{ $literal: ids }, '$_id'] }] }
  const after = { $let: { vars: { own: mine }, in: { $cond: [guard, becomes, '$$ROOT'] } } }
  const { modifiedCount } = await documents.updateMany(
    { _id: { $in: ids } } as never,
    [{ $replaceWith: after }],
    options,
  )
  return modifiedCount
}
