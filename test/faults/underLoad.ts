import type { FaultHarness } from './faultHarness.ts'
import { checkLedger } from './ledgerCheck.ts'
import { type Load, startLoad } from './load.ts'
import type { Tally } from './scenario.ts'

/** The processes of a harness with two gateways and two ticket services. */
export const processes = ['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image', 'notification'] as const

/** Lets people work while something happens to the system, and then holds the ledger against it. */
export const underLoad = async (harness: FaultHarness, tally: Tally, happening: (load: Load) => Promise<void>) => {
  const load = await startLoad(harness, { random: tally.random.split(), hands: 6, restMs: 100, imageEvery: 8 })
  try {
    await happening(load)
  } finally {
    await load.stop()
  }
  tally.check((await checkLedger(harness, processes)).findings)
}
