import type { Scene } from '../integration/messagingScene.ts'
import { eventually } from '../support/eventually.ts'

export const patiently = { withinMs: 60_000 }
/** Which of these words were not seen. */
export const missing = (wanted: readonly string[], seen: readonly string[]) =>
  wanted.filter((word) => !seen.includes(word))

/** Waits until it is true, a minute at most; then throws with the words for what is not. */
export const until = (isTrue: () => boolean | Promise<boolean>, otherwise = 'not yet') =>
  eventually(async () => {
    if (!(await isTrue())) throw new Error(otherwise)
  }, patiently)

/** Waits until all these words were heard; gives those that never were. */
export const heard = async (wanted: readonly string[], seen: readonly string[]): Promise<string[]> => {
  await until(() => missing(wanted, seen).length === 0).catch(() => {})
  return missing(wanted, seen)
}

/** Everything that was given up so far; it is taken away. */
export const parkedIn = async (scene: Scene): Promise<string[]> => {
  const found: string[] = []
  for (;;) {
    const parked = await scene.nextParked().catch(() => undefined)
    if (parked === undefined) return found
    found.push(JSON.stringify(parked))
  }
}
