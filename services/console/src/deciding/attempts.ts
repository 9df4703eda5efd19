import type { Item } from './actions.ts'
import { mayRetry, type Outcome } from './outcomes.ts'

/** A list as it was sent: the same list under the same key is answered as it was the first time, and done once. */
export type Attempt = { readonly key: string; readonly items: readonly Item[] }

const isLost = ({ known, scode }: Outcome): boolean => !known || scode >= 9000

const asItIs = ({ version: _, ...item }: Item): Item => item

/**
 * What to send once more of what may succeed then. `sentIn` is the attempt that each ticket was last sent in, `newKey` the key for
 * what is a request of its own. Where the answer is missing, that attempt is repeated to the letter. What was refused for the moment
 * is sent anew: a ticket that was changed as it is now, which the reader has been shown, all others as they were read.
 */
export const attemptsAgain = (
  outcomes: Iterable<Outcome>,
  sentIn: ReadonlyMap<string, Attempt>,
  newKey: string,
): readonly Attempt[] => {
  const failed = [...outcomes].filter(mayRetry).flatMap((outcome) => {
    const attempt = sentIn.get(outcome.uuid)
    return attempt === undefined ? [] : [{ outcome, attempt }]
  })
  const again = new Set(failed.filter(({ outcome }) => isLost(outcome)).map(({ attempt }) => attempt))
  const anew = failed.flatMap(({ outcome: { uuid, scode }, attempt }) => {
    const item = attempt.items.find(({ ticket_uuid }) => ticket_uuid === uuid)
    // What was not taken goes along with the attempt that is repeated, and must not go twice.
    if (item === undefined || (again.has(attempt) && scode !== 3007)) return []
    return [scode === 3007 ? asItIs(item) : item]
  })
  return anew.length === 0 ? [...again] : [...again, { key: newKey, items: anew }]
}
