import { setTimeout as sleep } from 'node:timers/promises'
import type { TestSystem } from '../support/system.ts'

/** Processes that are started again whenever they die, whoever killed them. */
export interface Kept {
  /** How each one ended and how long after that it was ready again, in milliseconds. */
  readonly deaths: readonly { readonly name: string; readonly how: string; readonly awayMs: number }[]
  /** Lets the dead be, and waits until those that are being started are ready. */
  stop(): Promise<void>
}

export const keepAlive = (system: TestSystem, names: readonly string[]): Kept => {
  const deaths: { name: string; how: string; awayMs: number }[] = []
  const over = new AbortController()
  const stopped = new Promise<undefined>((resolve) => over.signal.addEventListener('abort', () => resolve(undefined)))

  const keep = async (name: string) => {
    for (;;) {
      // SIGCONT does nothing to a process that runs, and the answer comes when it ends.
      const how = await Promise.race([system.kill(name, 'SIGCONT'), stopped])
      if (how === undefined) return
      const since = performance.now()
      for (let tries = 0; !(await isStarted(system, name)) && tries < 10; tries += 1) await sleep(200)
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

// No service is ready while the broker or the database is away, and one that never is gets killed.
const isStarted = (system: TestSystem, name: string): Promise<boolean> =>
  system.start(name).then(
    () => true,
    () => false,
  )
