import { type AggregateDocument, connect } from '@gongdan/store'
import { mapConcurrently } from '../support/concurrency.ts'
import { defineProcess, feedback } from '../support/harness.ts'
import { people } from '../support/people.ts'
import { inOrder, type Race, wrongWith } from '../support/race.ts'
import type { FaultHarness } from './faultHarness.ts'
import { killAndStart } from './killAndStart.ts'
import { checkLedger } from './ledgerCheck.ts'
import { createRetryingClient } from './retryingClient.ts'
import type { Tally } from './scenario.ts'

const killable = ['ticket', 'ticket-2', 'gateway', 'gateway-2']
const cast = { applicant: 'applicant', first: 'firstApprover', second: 'secondApprover' } as const
const users = {
  applicant: people.applicant.user,
  first: people.firstApprover.user,
  second: people.secondApprover.user,
}

/** F19, F21: calls at once decide on each of twenty tickets a round, while services are killed: one wins each decision. */
export const race = async (
  harness: FaultHarness,
  tally: Tally,
  processes: readonly string[],
  races: readonly Race[],
  longRounds: number,
): Promise<void> => {
  const client = createRetryingClient(harness, (request) => harness.log.push(request))
  const kinds = await Promise.all(
    races.map(async (kind) => ({
      kind,
      process: await defineProcess(harness, kind.isEither ? [kind.steps] : kind.steps),
    })),
  )
  const store = await connect(harness.direct.mongodbUrl, 'ticket')
  const documents = store.db.collection<AggregateDocument>('tickets')
  for (const round of tally.rounds(1, longRounds)) {
    const names = Array.from({ length: 20 }, (_, index) => index)
    let over = false
    const killing = async () => {
      while (!over) await killAndStart(harness, tally, tally.random.oneOf(killable))
    }
    const killed = killing()
    const raced = await mapConcurrently(names, 3, async (number) => {
      const { kind, process } = tally.random.oneOf(kinds)
      const name = `race ${round} ${number}`
      const { tickets } = await client.ask('applicant', 'ticket/submit', feedback(name, process))
      await client.settled()
      const body = { list: tickets, reason: '同时' }
      const calls = inOrder(kind, number).map(async ({ role, action, event }) => {
        const { idempotencyKey } = await client.ask(cast[role], `ticket/${action}`, body, tickets)
        return { event, idempotencyKey }
      })
      return { kind, ticket: tickets[0] ?? '', calls: await Promise.all(calls) }
    })
    over = true
    await killed
    await client.settled()

    const { findings } = await checkLedger(harness, processes)
    const outcomes = new Map(harness.log.map(({ idempotencyKey, outcomes }) => [idempotencyKey, outcomes[0]]))
    const wrong: string[] = []
    for (const { kind, ticket, calls } of raced) {
      const history = (await documents.findOne({ _id: ticket }))?.history ?? []
      const results = calls.map(({ event, idempotencyKey }) => ({ event, scode: outcomes.get(idempotencyKey) }))
      wrong.push(...wrongWith(kind, results, history, users).map((what) => `${ticket}: ${what}`))
    }
    tally.check({ ...findings, doubled: [...findings.doubled, ...wrong] })
  }
  await store.close()
}
