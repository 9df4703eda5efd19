import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@gongdan/store'
import { afterAll, beforeAll } from '@jest/globals'
import { eventually } from '../support/eventually.ts'
import { type DatabaseFault, databaseFaults } from './databaseFaults.ts'
import { type FaultHarness, openFaultHarness } from './faultHarness.ts'
import { checkLedger } from './ledgerCheck.ts'
import { startLoad } from './load.ts'
import { isLong, scenario, type Tally } from './scenario.ts'

const processes = ['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image', 'notification']
const relayedWithinMs = 5_000
const always = [
  'primary steps down',
  'primary killed',
  'primary in a black hole',
  'primary cut off with writes in hand',
]

let harness: FaultHarness
beforeAll(async () => {
  harness = await openFaultHarness({ gateway: 2, ticket: 2 }, { members: 3 })
}, 120_000)
afterAll(() => harness?.close(), 60_000)

/** Strikes, and waits until all that was decided before a primary was back has been told to the others. */
const strike = async (fault: DatabaseFault, tally: Tally) => {
  await fault(harness.parts.database, tally.random)
  tally.injected()
  const [since, at] = [performance.now(), new Date()]
  const store = await connect(harness.direct.mongodbUrl, 'ticket')
  const relayed = async () => {
    const left = await store.db.collection('tickets').countDocuments({ unrelayedSince: { $lt: at } })
    if (left > 0) throw new Error(`${left} tickets with unpublished events`)
  }
  await eventually(relayed, { withinMs: 60_000, everyMs: 100 }).finally(() => store.close())
  tally.recovered(performance.now() - since, relayedWithinMs)
}

scenario('F8', 'a database of three whose members fail costs nothing and doubles nothing', async (tally) => {
  const load = await startLoad(harness, { random: tally.random.split(), hands: 8, restMs: 50, imageEvery: 30 })
  const faults = Object.entries(databaseFaults).filter(([name]) => isLong || always.includes(name))
  for (const _ of tally.rounds(1, 8)) {
    for (const [, fault] of tally.random.shuffled(faults)) {
      await sleep(500)
      await strike(fault, tally)
    }
  }
  await load.stop()
  const { findings } = await checkLedger(harness, processes)
  // Else no write was in hand when the primary was cut off, and nothing has been shown.
  const bit = harness.parts.database.members.some(({ takenBack }) => existsSync(takenBack))
  tally.check({ ...findings, unexpected: [...findings.unexpected, ...(bit ? [] : ['no member took a write back'])] })
})
