import { afterAll, beforeAll } from '@jest/globals'
import { type FaultScene, openFaultScene } from './faultScene.ts'
import { checkLedger } from './ledgerCheck.ts'
import { startLoad } from './load.ts'
import { scenario } from './scenario.ts'

const services = ['gateway', 'ticket', 'process', 'image'] as const

let scene: FaultScene
beforeAll(async () => {
  scene = await openFaultScene({ gateway: 2, ticket: 2 })
}, 120_000)
afterAll(() => scene?.close())

scenario('F1', 'a service that is killed costs nobody anything', async (tally) => {
  const load = await startLoad(scene, { dice: tally.dice.split(), hands: 6, restMs: 100, imageEvery: 20 })
  for (const _ of tally.rounds(1, 10)) {
    for (const service of services) {
      await scene.system.kill(service, 'SIGKILL')
      tally.struck()
      const since = performance.now()
      await scene.system.start(service)
      tally.recovered(performance.now() - since)
    }
  }
  await load.stop()
  tally.hold((await checkLedger(scene, ['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image'])).findings)
})
