import { isSettledBy } from '../session/answered.ts'
import type { Item } from './actions.ts'
import { mayRetry, type Outcome } from './outcomes.ts'

/** A list as it was sent: the same list under the same key is answered as it was the first time, and done once. */
export type Attempt = { readonly key: string; readonly items: readonly Item[] }

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
  const again = new Set(failed.filter(({ outcome }) => !outcome.known).map(({ attempt }) => attempt))
  const anew = failed.flatMap(({ outcome: { uuid, scode }, attempt }) => {
    const item = attempt.items.find(({ ticket_uuid }) => ticket_uuid === uuid)
    // What was not taken goes along with the attempt that is repeated, and must not go twice.
    if (item === undefined || (again.has(attempt) && scode !== 3007)) return []
    return [scode === 3007 ? asItIs(item) : item]
  })
  return anew.length === 0 ? [...again] : [...again, { key: newKey, items: anew }]
}

/** The attempts to do something to tickets, and what has become of each ticket so far. */
export type Attempts = ReturnType<typeof createAttempts>

export const createAttempts = (items: readonly Item[], key: string) => {
  const first: Attempt = { key, items }
  const outcomes = new Map<string, Outcome>()
  /** The attempt that each ticket was last sent in. */
  const sentIn = new Map(items.map(({ ticket_uuid }) => [ticket_uuid, first]))

  /** Tickets that an attempt may have done whose answer was lost: until that is known, no refusal says that they were not. */
  const lost = new Set<string>()

  /** Takes what an attempt tells of a ticket; of a repeated one only what is missing counts, for the others are settled. */
  const take = (attempt: Attempt, outcome: Outcome): void => {
    const { uuid } = outcome
    if (sentIn.get(uuid) !== attempt || outcomes.has(uuid)) return
    if (!outcome.known) lost.add(uuid)
    else if (isSettledBy(outcome)) lost.delete(uuid)
    outcomes.set(uuid, lost.has(uuid) ? { ...outcome, known: false } : outcome)
  }

  return {
    first,
    outcomes: outcomes as ReadonlyMap<string, Outcome>,
    take,
    /** Sending was given up: what no outcome came for was not sent in this attempt. */
    giveUp: (attempt: Attempt, { scode, text }: { readonly scode: number; readonly text: string }): void => {
      for (const { ticket_uuid: uuid, ticket_name: name } of attempt.items) {
        take(attempt, { uuid, name, ok: false, known: true, scode, text, data: null })
      }
    },
    /** What to send once more of what may succeed then: see `attemptsAgain`. */
    again: (newKey: string): readonly Attempt[] => {
      const attempts = attemptsAgain(outcomes.values(), sentIn, newKey)
      for (const attempt of attempts.filter(({ key }) => key === newKey)) {
        for (const { ticket_uuid } of attempt.items) sentIn.set(ticket_uuid, attempt)
      }
      for (const [uuid, outcome] of outcomes) if (mayRetry(outcome)) outcomes.delete(uuid)
      return attempts
    },
  }
}
