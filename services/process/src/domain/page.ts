/** Which part of a page is the built-in process, which comes first, and which is read from the store. */
export interface PageParts {
  readonly withBuiltIn: boolean
  readonly skip: number
  readonly limit: number
}

/** Cuts page `pageNum` (from 1) of `pageSize` out of a list that begins with the built-in process, if it `hasBuiltIn`. */
export const partsOfPage = (pageNum: number, pageSize: number, hasBuiltIn = true): PageParts => {
  const before = hasBuiltIn ? 1 : 0
  const withBuiltIn = hasBuiltIn && pageNum === 1
  return {
    withBuiltIn,
    skip: withBuiltIn ? 0 : (pageNum - 1) * pageSize - before,
    limit: withBuiltIn ? pageSize - 1 : pageSize,
  }
}
