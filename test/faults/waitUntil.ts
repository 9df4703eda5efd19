import { eventually } from '../support/eventually.ts'
import type { MessagingHarness } from '../support/messagingHarness.ts'

export const withinAMinute = { withinMs: 60_000 }
/** Which of these words were not seen. */
export const missing = (wanted: readonly string[], seen: readonly string[]) =>
  wanted.filter((word) => !seen.includes(word))

/** Waits until it is true, a minute at most; then throws with the words for what is not. */
export const waitUntil = (isTrue: () => boolean | Promise<boolean>, otherwise = 'not yet') =>
  eventually(async () => {
    if (!(await isTrue())) throw new Error(otherwise)
  }, withinAMinute)

/** Waits until all these words were heard; gives those that never were. */
export const waitForWords = async (wanted: readonly string[], seen: readonly string[]): Promise<string[]> => {
  await waitUntil(() => missing(wanted, seen).length === 0).catch(() => {})
  return missing(wanted, seen)
}

/** Everything that was given up so far; it is taken away. */
export const parkedIn = async (harness: MessagingHarness): Promise<string[]> => {
  const found: string[] = []
  for (;;) {
    const parked = await harness.nextParked().catch(() => undefined)
    if (parked === undefined) return found
    found.push(JSON.stringify(parked))
  }
}
