import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { mapConcurrently } from '../../support/concurrency.ts'
import { eventually } from '../../support/eventually.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { decisionsOf, inOrder, races, wrongWith } from '../../support/race.ts'
import { countUnsent } from './rightsDatabase.ts'
import { feedback, people, type RightsHarness, step } from './rightsHarness.ts'

/** How many tickets are raced for: 50, or as many as `RACE_TICKETS` says. */
const howMany = Number(process.env.RACE_TICKETS ?? 50)
/** Of sixteen calls each: as many as the caller has connections for. */
const atOnce = 2
/** What one gateway is sent at once may travel as one message, in its order: who is the first in that order, is a little ahead. */
const aheadMs = 3

const cast = { applicant: 'applicant', first: 'lead', second: 'keeper' } as const
const users = { applicant: people.applicant.user, first: people.lead.user, second: people.keeper.user }

/** On a system where two ticket services decide, so that only the database can tell which call was first. */
export const testRaces = (open: () => RightsHarness): void => {
  test.each(races)(
    'of sixteen calls at once on a ticket with the steps $steps one wins each decision',
    async (race) => {
      const { callers, createProcess, write, histories, system } = open()
      const steps = race.steps.map((role) => step(cast[role]))
      const process_uuid = await createProcess(callers.administrator, 'acme', ...steps)
      const tickets = await mapConcurrently(Array.from({ length: howMany / races.length }), 8, () =>
        write(callers.applicant, 'submit', { ...feedback, process_uuid }),
      )
      const raced = await mapConcurrently([...tickets.entries()], atOnce, async ([index, uuid]) => {
        const calls = inOrder(race, index).map(async ({ role, action, event }, place) => {
          if (place > 0) await sleep(aheadMs)
          const body = { list: [uuid], reason: 'no' }
          const reply = await callers[cast[role]].post(`/v1/ticket/${action}`, body, { prefer: 'wait=30' })
          return { event, scode: resultsOf(reply)[0]?.scode }
        })
        return { uuid, results: await Promise.all(calls) }
      })

      const found = await histories('tickets', tickets)
      const wrong = raced.flatMap(({ uuid, results }) => wrongWith(race, results, found.get(uuid) ?? [], users))
      expect(wrong).toEqual([])
      await eventually(async () => expect(await countUnsent(system)).toBe(0), { withinMs: 30_000 })
      // Different ones win, or it was no race.
      expect(new Set([...found.values()].map((history) => decisionsOf(history, users).join())).size).toBeGreaterThan(1)
    },
    600_000,
  )
}
