import type { FaultScene } from './faultScene.ts'
import { keepAlive } from './keepAlive.ts'
import { checkLedger } from './ledgerCheck.ts'
import { startLoad } from './load.ts'
import { heavy, light, wide } from './misfortunes.ts'
import type { Tally } from './scenario.ts'
import { visit } from './visit.ts'

const forMs = 15_000

/** F20, its short form, and the history checker: clients decide, withdraw, resubmit and send batches while everything fails. */
export const randomClients = async (scene: FaultScene, tally: Tally, processes: readonly string[]): Promise<void> => {
  for (const _ of tally.rounds(1, 15)) {
    const kept = keepAlive(scene.system, processes)
    const load = await startLoad(scene, { dice: tally.dice.split(), hands: 10, restMs: 150, imageEvery: 40 })
    const until = Date.now() + forMs
    const told = { happened: () => tally.struck(), failed: () => {} }
    await Promise.all([
      visit(scene, light, { dice: tally.dice.split(), leastMs: 100, mostMs: 800, until }, told),
      visit(scene, wide, { dice: tally.dice.split(), leastMs: 1_000, mostMs: 4_000, until }, told),
      visit(scene, heavy, { dice: tally.dice.split(), leastMs: 2_000, mostMs: 6_000, until }, told),
    ])
    await load.stop()
    await kept.stop()
    for (const { awayMs } of kept.deaths) tally.recovered(awayMs)
    tally.hold((await checkLedger(scene, processes)).findings)
  }
}
