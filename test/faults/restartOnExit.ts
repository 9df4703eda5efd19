import { setTimeout as sleep } from 'node:timers/promises'
import type { TestSystem } from '../support/system.ts'

/** Processes that are started again whenever they exit, for whatever reason. */
export interface RestartedProcesses {
  /** How each one ended and how long after that it was ready again, in milliseconds. */
  readonly deaths: readonly { readonly name: string; readonly how: string; readonly awayMs: number }[]
  /** Starts no more of them, and waits until those that are being started are ready. */
  stop(): Promise<void>
}

export const restartOnExit = (system: TestSystem, names: readonly string[]): RestartedProcesses => {
  const deaths: { name: string; how: string; awayMs: number }[] = []
  const over = new AbortController()
  const stopped = new Promise<undefined>((resolve) => over.signal.addEventListener('abort', () => resolve(undefined)))

  const keep = async (name: string) => {
    for (;;) {
      // SIGCONT does nothing to a process that runs, and the answer comes when it ends.
      const how = await Promise.race([system.kill(name, 'SIGCONT'), stopped])
      if (how === undefined) return
      const since = performance.now()
      await startWithRetries(system, name).catch(() => {})
      deaths.push({ name, how, awayMs: Math.round(performance.now() - since) })
    }
  }
  const kept = Promise.all(names.map(keep))

  return {
    deaths,
    stop: async () => {
      over.abort()
      await kept
    },
  }
}

/**
 * Starts a process, and again if need be: none is ready while the broker or the database is away, or in time while the machine
 * is busy, and one that is not gets killed. Rejects after the tenth time.
 */
export const startWithRetries = async (system: TestSystem, name: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await system.start(name)
    } catch (fault) {
      if (tries === 10) throw fault
      await sleep(200)
    }
  }
}
