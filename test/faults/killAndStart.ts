import type { FaultScene } from './faultScene.ts'
import { startPatiently } from './keepAlive.ts'
import type { Tally } from './scenario.ts'

/** Kills a process and starts it again at once; counts the fault, and how long it took until it was ready. */
export const killAndStart = async ({ system }: FaultScene, tally: Tally, name: string): Promise<void> => {
  await system.kill(name, 'SIGKILL')
  tally.struck()
  const since = performance.now()
  await startPatiently(system, name)
  tally.recovered(performance.now() - since)
}
