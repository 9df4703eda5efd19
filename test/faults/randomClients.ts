import type { FaultHarness } from './faultHarness.ts'
import { heavy, light, wide } from './faults.ts'
import { injectFaults } from './injectFaults.ts'
import { checkLedger } from './ledgerCheck.ts'
import { startLoad } from './load.ts'
import { restartOnExit } from './restartOnExit.ts'
import type { Tally } from './scenario.ts'

const forMs = 15_000

/** F20, its short form, and the history checker: clients decide, withdraw, resubmit and send batches while everything fails. */
export const randomClients = async (
  harness: FaultHarness,
  tally: Tally,
  processes: readonly string[],
): Promise<void> => {
  for (const _ of tally.rounds(1, 15)) {
    const restarted = restartOnExit(harness.system, processes)
    const load = await startLoad(harness, { random: tally.random.split(), hands: 10, restMs: 150, imageEvery: 40 })
    const until = Date.now() + forMs
    const observer = { happened: () => tally.injected(), failed: () => {} }
    await Promise.all([
      injectFaults(harness, light, { random: tally.random.split(), leastMs: 100, mostMs: 800, until }, observer),
      injectFaults(harness, wide, { random: tally.random.split(), leastMs: 1_000, mostMs: 4_000, until }, observer),
      injectFaults(harness, heavy, { random: tally.random.split(), leastMs: 2_000, mostMs: 6_000, until }, observer),
    ])
    await load.stop()
    await restarted.stop()
    for (const { awayMs } of restarted.deaths) tally.recovered(awayMs)
    tally.check((await checkLedger(harness, processes)).findings)
  }
}
