import type { FaultHarness } from './faultHarness.ts'
import { startWithRetries } from './restartOnExit.ts'
import type { Tally } from './scenario.ts'

/** Kills a process and starts it again at once; counts the fault, and how long it took until it was ready. */
export const killAndStart = async ({ system }: FaultHarness, tally: Tally, name: string): Promise<void> => {
  await system.kill(name, 'SIGKILL')
  tally.injected()
  const since = performance.now()
  await startWithRetries(system, name)
  tally.recovered(performance.now() - since)
}
