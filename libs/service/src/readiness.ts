import { maskSecrets } from './mask.ts'
import type { Part } from './part.ts'

/**
 * What `/readyz` answers: `notReady` gives a reason for each part that is not ready, by its name, and `troubles` what is
 * wrong although work can be done.
 */
export interface Readiness {
  readonly ready: boolean
  readonly notReady: Readonly<Record<string, string>>
  readonly troubles: Readonly<Record<string, readonly string[]>>
}

const reasonOf = (fault: unknown): string => {
  const message = typeof fault === 'object' && fault !== null && 'message' in fault ? fault.message : fault
  return maskSecrets(String(message))
}

const whyNotReady = async (part: Part, limitMs: number): Promise<string | undefined> => {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const clock = setTimeout(reject, limitMs, `no answer within ${limitMs} ms`)
  try {
    await Promise.race([part.ready?.(), tooLate])
    return undefined
  } catch (fault) {
    return reasonOf(fault)
  } finally {
    clearTimeout(clock)
  }
}

/** Asks all parts at once; a part that does not answer within `limitMs` milliseconds is not ready. Never rejects. */
export const checkReadiness = async (parts: readonly Part[], limitMs: number): Promise<Readiness> => {
  const asked = await Promise.all(parts.map(async (part) => ({ part, why: await whyNotReady(part, limitMs) })))
  const notReady = Object.fromEntries(asked.flatMap(({ part, why }) => (why === undefined ? [] : [[part.name, why]])))
  const troubled = parts.map(({ name, troubles }) => [name, troubles?.() ?? []] as const)
  const troubles = Object.fromEntries(troubled.filter(([, sentences]) => sentences.length > 0))
  return { ready: Object.keys(notReady).length === 0, notReady, troubles }
}
