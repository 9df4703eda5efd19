import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Caller } from '../../support/caller.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { countWrites } from './rightsDatabase.ts'
import { feedback, people, type RightsHarness, step } from './rightsHarness.ts'
import { otherRefusals, toolsOf, waysToApproveOnesOwn } from './rightsOwnTicket.ts'
import { aboutProcesses, aboutTenants, aboutTickets, comparable } from './rightsStrangers.ts'

/** Four eyes: applicants cannot approve their own tickets. Tenants: none sees anything of another. */
export const testFourEyes = (open: () => Promise<RightsHarness>): void => {
  let harness: RightsHarness
  /** Tickets of the applicant's. */
  let pending: string
  let draft: string
  let deleted: string

  beforeAll(async () => {
    harness = await open()
    const { write, act, callers } = harness
    pending = await write(callers.applicant, 'submit', feedback)
    draft = await write(callers.applicant, 'save', feedback)
    deleted = await write(callers.applicant, 'save', feedback)
    await act(callers.applicant, 'delete', [deleted])
  }, 120_000)

  test.each(Object.keys(waysToApproveOnesOwn))('nobody approves their own ticket: %s', async (way) => {
    const { ticket, scodes } = (await waysToApproveOnesOwn[way]?.(toolsOf(harness))) ?? { ticket: '', scodes: [] }
    expect(scodes).toEqual(otherRefusals[way] ?? Array.from({ length: Math.max(1, scodes.length) }, () => 3004))
    const history = (await harness.histories('tickets', [ticket])).get(ticket) ?? []
    const decisions = history.filter(({ type }) => /passed|overruled/.test(type))
    expect(decisions.filter(({ by }) => by === null || by.userUuid === people.applicant.user)).toEqual([])
    expect(history.length).toBeGreaterThan(0)
  })

  describe('a ticket that the caller may not see answers as one that does not exist', () => {
    const unseen: readonly (readonly [string, () => string, () => readonly Caller[]])[] = [
      [
        'one of another applicant',
        () => pending,
        () => [harness.callers.colleague, harness.callers.foreignApprover, harness.callers.foreignAdministrator],
      ],
      [
        'a draft',
        () => draft,
        () => [harness.callers.lead, harness.callers.administrator, harness.callers.superAdministrator],
      ],
      ['a deleted one', () => deleted, () => [harness.callers.applicant]],
    ]
    const cases = unseen.flatMap((row) => Object.keys(aboutTickets).map((route) => [route, ...row] as const))

    test.each(cases)('%s of %s', async (route, _what, ticket, strangers) => {
      const call = aboutTickets[route]
      for (const who of strangers()) {
        const foreign = await call?.(who, ticket())
        const unknown = await call?.(who, randomUUID())
        expect(foreign && comparable(foreign)).toEqual(unknown && comparable(unknown))
      }
    })

    test.each(Object.keys(aboutTickets))('%s, and writes as often', async (route) => {
      const call = aboutTickets[route]
      const ofForeign = await countWrites(harness.system, () => call?.(harness.callers.foreignAdministrator, pending))
      const ofUnknown = await countWrites(harness.system, () =>
        call?.(harness.callers.foreignAdministrator, randomUUID()),
      )
      // What is no batch keeps nothing of a refusal.
      const single = ['GET /v1/ticket/inspect', 'POST /v1/ticket/comment', 'GET /v1/ticket/comment/list']
      expect([ofForeign, ofUnknown]).toEqual(single.includes(route) ? [0, 0] : [1, 1])
    })
  })

  describe('so does what else belongs to another tenant:', () => {
    test.each(Object.keys(aboutProcesses))('a process, for %s', async (route) => {
      const call = aboutProcesses[route]
      for (const who of [harness.callers.foreignApprover, harness.callers.foreignAdministrator]) {
        const foreign = await call?.(who, harness.process)
        const unknown = await call?.(who, randomUUID())
        expect(foreign && comparable(foreign)).toEqual(unknown && comparable(unknown))
      }
    })

    test.each(Object.keys(aboutTenants))('the tenant itself, for %s', async (route) => {
      const call = aboutTenants[route]
      for (const who of [harness.callers.foreignApprover, harness.callers.foreignAdministrator]) {
        const foreign = await call?.(who, 'acme')
        const unknown = await call?.(who, 'nope')
        expect(foreign && comparable(foreign)).toEqual(unknown && comparable(unknown))
      }
    })

    test('a batch', async () => {
      const { applicant, colleague } = harness.callers
      const accepted = await applicant.post(
        '/v1/ticket/withdraw',
        { list: [randomUUID()] },
        { prefer: 'respond-async' },
      )
      const { batch_uuid } = z.object({ batch_uuid: z.string() }).parse(accepted.envelope.data)
      const ask = (uuid: string) => colleague.get(`/v1/batch/inspect?batch_uuid=${uuid}`)
      expect(comparable(await ask(batch_uuid))).toEqual(comparable(await ask(randomUUID())))
    })
  })

  test('a batch of mixed tenants acts on exactly the caller’s', async () => {
    const { callers, write, createProcess, histories } = harness
    const { lead, foreignApprover, superAdministrator } = callers
    const globexProcess = await createProcess(superAdministrator, 'globex', step('lead', 'globex'))
    const ours = await mapConcurrently(Array.from({ length: 120 }), 16, () =>
      write(callers.applicant, 'submit', feedback),
    )
    const theirs = await mapConcurrently(Array.from({ length: 120 }), 16, () =>
      write(callers.foreignAdministrator, 'submit', { ...feedback, process_uuid: globexProcess }),
    )
    // Interleaved, with unknown ones between and every one of theirs twice, so that no message holds one tenant's alone.
    const list = ours.flatMap((uuid, at) => [theirs[at] ?? '', uuid, randomUUID(), theirs[at] ?? ''])
    const decided = async (uuids: readonly string[]) => {
      const found = [...(await histories('tickets', uuids)).values()]
      return found.map((history) =>
        history
          .slice(1)
          .map(({ type, by }) => `${type} by ${by?.userUuid}`)
          .join(),
      )
    }
    const scodes = async (who: Caller) =>
      resultsOf(await who.post('/v1/ticket/pass', { list }, { prefer: 'wait=30' })).map(({ scode }) => scode)

    expect(await scodes(lead)).toEqual(ours.flatMap(() => [3001, 0, 3001, 3001]))
    expect(await decided(ours)).toEqual(ours.map(() => 'ticket.step-passed by mei'))
    expect(await decided(theirs)).toEqual(theirs.map(() => ''))
    expect(await scodes(foreignApprover)).toEqual(ours.flatMap(() => [0, 3001, 3001, 0]))
    expect(await decided(ours)).toEqual(ours.map(() => 'ticket.step-passed by mei'))
    expect(await decided(theirs)).toEqual(theirs.map(() => 'ticket.passed by gil'))
  }, 60_000)
}
