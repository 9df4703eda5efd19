import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { mapConcurrently } from '../support/concurrency.ts'
import { feedback } from '../support/harness.ts'
import { sendDuplicates } from './duplicates.ts'
import type { FaultHarness } from './faultHarness.ts'
import { killAndStart } from './killAndStart.ts'
import { checkLedger } from './ledgerCheck.ts'
import { bothKinds } from './processes.ts'
import { createRetryingClient } from './retryingClient.ts'
import type { Tally } from './scenario.ts'

const open = 400
const taken = 50
const unknown = 50

/**
 * F15: a batch of five hundred, of which a hundred must be refused, while its gateway is killed, the ticket services hang for
 * a while, and every message is said again, so that replies come late, twice, or to a queue that is gone.
 */
export const largeBatch = async (harness: FaultHarness, tally: Tally, processes: readonly string[]): Promise<void> => {
  const { system } = harness
  const client = createRetryingClient(harness, (asked) => harness.log.push(asked))
  const either = await bothKinds(harness)
  for (const round of tally.rounds(1, 8)) {
    const names = Array.from({ length: open + taken }, (_, index) => `batch ${round} ${index}`)
    const submitted = await mapConcurrently(names, 24, (name) =>
      client.ask('applicant', 'ticket/submit', feedback(name, tally.random.oneOf(either))),
    )
    await client.settled()
    const tickets = submitted.flatMap((asked) => asked.tickets)
    const withdrawn = tickets.slice(0, taken)
    await client.ask('applicant', 'ticket/withdraw', { list: withdrawn }, withdrawn)
    const list = tally.random.shuffled([...tickets, ...Array.from({ length: unknown }, () => randomUUID())])

    const copies = await sendDuplicates(harness, tally.random.split(), 1_500)
    const body = { list }
    const asking = client.ask('firstApprover', 'ticket/pass', body, list, 'wait=2')
    await sleep(tally.random.between(5, 60))
    for (const name of ['ticket', 'ticket-2']) void system.kill(name, 'SIGSTOP')
    // Either gateway may have taken the request.
    for (const gateway of ['gateway', 'gateway-2']) {
      await sleep(tally.random.between(0, 200))
      await killAndStart(harness, tally, gateway)
    }
    for (const name of ['ticket', 'ticket-2']) void system.kill(name, 'SIGCONT')
    tally.injected(2)
    await asking
    await client.settled()
    await copies.stop()
    tally.injected(copies.sent())

    const last = harness.log.findLast((asked) => asked.route === 'ticket/pass' && asked.tickets.length === list.length)
    const outcomes = Object.groupBy(last?.outcomes ?? [], (scode) => String(scode))
    const counts = Object.fromEntries(Object.entries(outcomes).map(([scode, all = []]) => [scode, all.length]))
    const expected = { '0': open, '3001': unknown, '3002': taken }
    const isAsExpected = JSON.stringify(counts) === JSON.stringify(expected)
    const { findings } = await checkLedger(harness, processes)
    const unlike = isAsExpected ? [] : [`the outcomes were ${JSON.stringify(counts)}, not ${JSON.stringify(expected)}`]
    tally.check({ ...findings, unexpected: [...findings.unexpected, ...unlike] })
  }
}
