import { setTimeout as sleep } from 'node:timers/promises'
import { feedback } from '../support/harness.ts'
import type { FaultHarness } from './faultHarness.ts'
import { checkLedger } from './ledgerCheck.ts'
import { bothKinds } from './processes.ts'
import { createRetryingClient } from './retryingClient.ts'
import type { Tally } from './scenario.ts'

const waitSeconds = 30
const together = 8

/**
 * F5, as the caller feels it: the wire dies between command and reply. The reply goes to a queue that is no more, so the
 * gateway must ask again as soon as it has another, or its caller would wait in vain.
 */
export const lostReplies = async (harness: FaultHarness, tally: Tally, processes: readonly string[]): Promise<void> => {
  const { system, toBroker } = harness
  const client = createRetryingClient(harness, (asked) => harness.log.push(asked))
  const either = await bothKinds(harness)
  for (const round of tally.rounds(2, 40)) {
    for (const name of ['ticket', 'ticket-2']) void system.kill(name, 'SIGSTOP')
    const since = performance.now()
    const asking = Array.from({ length: together }, (_, index) => {
      const ticket = feedback(`asked again ${round} ${index}`, tally.random.oneOf(either))
      return client.ask('applicant', 'ticket/submit', ticket, [], `wait=${waitSeconds}`)
    })
    await sleep(tally.random.between(300, 800))
    toBroker.drop()
    tally.injected()
    for (const name of ['ticket', 'ticket-2']) void system.kill(name, 'SIGCONT')
    const asked = await Promise.all(asking)
    tally.recovered(performance.now() - since)
    const late = asked.filter(({ accepted }) => accepted)
    const lateLines = late.map(({ tickets }) => `${tickets}: not answered in ${waitSeconds} s`)
    tally.check({ lost: lateLines })
  }
  await client.settled()
  tally.check((await checkLedger(harness, processes)).findings)
}
