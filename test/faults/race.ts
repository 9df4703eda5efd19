import { mapConcurrently } from '../support/concurrency.ts'
import { feedback } from '../support/harness.ts'
import type { FaultHarness } from './faultHarness.ts'
import { killAndStart } from './killAndStart.ts'
import { checkLedger } from './ledgerCheck.ts'
import { defineProcess } from './load.ts'
import type { LoggedRequest } from './requestLog.ts'
import { createRetryingClient } from './retryingClient.ts'
import type { Tally } from './scenario.ts'

const people = 16
const killable = ['ticket', 'ticket-2', 'gateway', 'gateway-2']
const [pass, overrule, withdraw] = [
  ['firstApprover', 'pass'],
  ['firstApprover', 'overrule'],
  ['applicant', 'withdraw'],
] as const
// A ticket whose first step is passed may still be withdrawn: there it would be no contest.
const contests = [
  { steps: ['first'], actions: [pass, overrule, withdraw] },
  { steps: ['first', 'second'], actions: [pass, overrule] },
] as const

/** F19: sixteen people at once pass, overrule and withdraw each ticket, while services are killed: one of them wins. */
export const race = async (harness: FaultHarness, tally: Tally, processes: readonly string[]): Promise<void> => {
  const client = createRetryingClient(harness, (asked) => harness.log.push(asked))
  const kinds = await Promise.all(
    contests.map(async ({ steps, actions }) => ({ process: await defineProcess(harness, steps), actions })),
  )
  for (const round of tally.rounds(1, 10)) {
    const names = Array.from({ length: 20 }, (_, index) => `contest ${round} ${index}`)
    let over = false
    const killing = async () => {
      while (!over) await killAndStart(harness, tally, tally.random.oneOf(killable))
    }
    const killed = killing()
    const asked = await mapConcurrently(3, names, async (name) => {
      const { process, actions } = tally.random.oneOf(kinds)
      const { tickets } = await client.ask('applicant', 'ticket/submit', feedback(name, process))
      await client.settled()
      const wishes = Array.from({ length: people }, (_, index) => actions[index % actions.length] ?? pass)
      return Promise.all(
        wishes.map(([person, action]) =>
          client.ask(person, `ticket/${action}`, { list: tickets, reason: '同时' }, tickets),
        ),
      )
    })
    over = true
    await killed
    await client.settled()

    const final = new Map(harness.log.map((one) => [one.idempotencyKey, one]))
    const won = (all: readonly LoggedRequest[]) =>
      all.filter(({ idempotencyKey }) => final.get(idempotencyKey)?.outcomes[0] === 0)
    const { findings } = await checkLedger(harness, processes)
    const odd = asked.filter((all) => won(all).length !== 1)
    const doubled = odd.map((all) => `${all[0]?.tickets}: ${won(all).length} winners`)
    tally.check({ ...findings, doubled: [...findings.doubled, ...doubled] })
  }
}
