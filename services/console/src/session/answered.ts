/**
 * Whether an answer settles the request that it is given to. Such an answer is kept under the key of the request, and a key of its
 * own asks anew. All others are said without looking (contract §5): the same key always asks again, and another one may do twice
 * what an earlier attempt has done already.
 */
export const isSettledBy = ({ known, scode }: { readonly known: boolean; readonly scode: number }): boolean =>
  known && scode < 9000 && !(scode >= 1001 && scode <= 1007) && scode !== 2001 && scode !== 2002
