import { withTimeout } from '@gongdan/scheduling'
import type { Component } from './component.ts'
import { redactSecrets } from './redact.ts'

/**
 * What `/readyz` answers: `notReady` gives a reason for each component that is not ready, by its name, and `warnings` what
 * is wrong although work can be done.
 */
export interface Readiness {
  readonly ready: boolean
  readonly notReady: Readonly<Record<string, string>>
  readonly warnings: Readonly<Record<string, readonly string[]>>
}

const reasonOf = (fault: unknown): string => {
  const message = typeof fault === 'object' && fault !== null && 'message' in fault ? fault.message : fault
  return redactSecrets(String(message))
}

const whyNotReady = async (component: Component, limitMs: number): Promise<string | undefined> => {
  try {
    const ready = async () => component.ready?.()
    return await withTimeout(
      limitMs,
      ready().then(() => undefined),
      `no answer within ${limitMs} ms`,
    )
  } catch (fault) {
    return reasonOf(fault)
  }
}

/** Asks all components at once; gives the reason for each that is not ready, or does not answer within `limitMs`. Never rejects. */
export const findNotReady = async (
  components: readonly Component[],
  limitMs: number,
): Promise<Readiness['notReady']> => {
  const reasons = await Promise.all(
    components.map(async (component) => [component.name, await whyNotReady(component, limitMs)] as const),
  )
  return Object.fromEntries(reasons.flatMap(([name, why]) => (why === undefined ? [] : [[name, why]])))
}

/** The same with what they warn of. */
export const checkReadiness = async (components: readonly Component[], limitMs: number): Promise<Readiness> => {
  const [notReady, warned] = await Promise.all([
    findNotReady(components, limitMs),
    Promise.all(components.map(async ({ name, warnings }) => [name, (await warnings?.()) ?? []] as const)),
  ])
  const warnings = Object.fromEntries(warned.filter(([, sentences]) => sentences.length > 0))
  return { ready: Object.keys(notReady).length === 0, notReady, warnings }
}
