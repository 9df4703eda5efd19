import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@gongdan/store'
import { eventually } from '../support/eventually.ts'
import { commandsOf } from './commandIds.ts'
import { sendDuplicates } from './duplicates.ts'
import type { FaultHarness } from './faultHarness.ts'
import { checkLedger } from './ledgerCheck.ts'
import { startLoad } from './load.ts'
import type { Tally } from './scenario.ts'

const latestMs = 2_500
/** How many copies are answered at least before it ends, however slow the machine is. */
const fewest = 60

/** F13: whatever is said on the broker is said three times, in another order; the answers stay the same, and so do the effects. */
export const duplicateDelivery = async (
  harness: FaultHarness,
  tally: Tally,
  processes: readonly string[],
): Promise<void> => {
  for (const _ of tally.rounds(1, 10)) {
    const copies = await sendDuplicates(harness, tally.random.split(), latestMs)
    const load = await startLoad(harness, { random: tally.random.split(), hands: 6, restMs: 100, imageEvery: 25 })
    await sleep(6_000)
    const areEnough = () => {
      if (copies.outcomes.size < fewest) throw new Error(`only ${copies.outcomes.size} copies were answered`)
    }
    await eventually(areEnough, { withinMs: 120_000, everyMs: 200 })
    await load.stop()
    await copies.stop()
    tally.injected(copies.sent())

    const gateway = await connect(harness.direct.mongodbUrl, 'gateway')
    const commands = await commandsOf(gateway.db, harness.log).finally(() => gateway.close())
    const heard = new Map(commands.map(({ commandId, asked, index }) => [commandId, asked.outcomes[index]]))
    const compared = [...copies.outcomes].filter(([commandId]) => heard.has(commandId))
    const few = compared.length < 20 ? [`only ${compared.length} answers to copies were there to be compared`] : []
    const others = compared.flatMap(([commandId, outcomes]) =>
      outcomes
        .filter(({ scode }) => scode !== heard.get(commandId))
        .map(({ scode }) => `${commandId}: its copy was answered ${scode}, its caller ${heard.get(commandId)}`),
    )
    const { findings } = await checkLedger(harness, processes)
    tally.check({ ...findings, unexpected: [...others, ...findings.unexpected, ...few] })
  }
}
