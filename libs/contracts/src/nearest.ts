import { distance } from 'fastest-levenshtein'

/** Names longer than this are not compared: the time grows with the product of the lengths. */
const longest = 100

/**
 * The known name that was most likely meant by one that is not known, apart from upper and lower case; undefined if none is
 * near: within a third of its length.
 */
export const nearest = (given: string, known: Iterable<string>): string | undefined => {
  if (given.length > longest) return undefined
  const meant = given.toLowerCase()
  let found: { readonly name: string; readonly away: number } | undefined
  for (const name of known) {
    const away = distance(meant, name.toLowerCase())
    if (away <= name.length / 3 && (found === undefined || away < found.away)) found = { name, away }
  }
  return found?.name
}
