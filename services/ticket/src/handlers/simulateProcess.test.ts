import type { Principal, SimulateProcess, Step } from '@gongdan/contracts'
import { isRefusal } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { processes, richTicket, role, step, user } from '../domain/rich.fixture.ts'
import { stepsView } from '../domain/stepsView.ts'
import { administrator, feedback, lin, person, processUuid, submit, twoSteps } from '../domain/tickets.fixture.ts'
import { simulateProcess } from './simulateProcess.ts'

const rich = (...steps: readonly Step[]): SimulateProcess['process'] => ({
  tenantUuid: 'acme',
  name: 'rich',
  steps: [...steps],
  settings: { autoPass: null, cc: [], forbid: [] },
})

/** Who holds which role of Acme. */
const holders: Readonly<Record<string, readonly string[]>> = {
  operations: ['zhao', 'qian'],
  finance: ['sun'],
  developer: ['lin'],
}
const simulate = simulateProcess({
  definitions: { find: async (uuids) => new Map(uuids.map((uuid) => [uuid, uuid === processUuid ? twoSteps : null])) },
  people: {
    roleNames: async () => new Map(),
    nameOf: async ({ userUuid }) => (userUuid === 'sun' ? '孙' : undefined),
    list: async ({ roleUuid, limit }) => {
      const all = holders[roleUuid ?? ''] ?? []
      return { total: all.length, people: all.slice(0, limit).map((userUuid) => ({ userUuid, userName: userUuid })) }
    },
  },
  imageGuard: { tagKey: null, trustsTenants: true },
})
const ask = (asked: Partial<SimulateProcess> = {}, principal: Principal = lin) =>
  simulate({ principal, processUuid: null, process: null, info: feedback, applicant: null, ...asked })
const shown = async (asked: Partial<SimulateProcess>, principal?: Principal) => {
  const answer = await ask(asked, principal)
  if (isRefusal(answer)) throw new Error(`refused: ${answer.scode}`)
  return answer
}

test('a plain process shows its steps, and who is known to hold their roles', async () => {
  const { auto_pass, steps, warnings } = await shown({ processUuid })
  expect(auto_pass).toBe(false)
  expect(steps.map(({ state, seats }) => [state, seats[0]?.known, seats[0]?.people])).toEqual([
    ['open', 2, ['zhao', 'qian']],
    ['waiting', 1, ['sun']],
  ])
  expect(warnings).toEqual([])
})

test('it says why a step is skipped or takes place, and what cannot be evaluated', async () => {
  const process = rich(
    step('held', [role('operations')], { when: 'ticket.type == "FEEDBACK"' }),
    step('not', [role('operations')], { when: 'ticket.type == "VIP"' }),
    step('fails', [role('operations')], { when: 'details.nothing > 1' }),
    step('mine', [role('developer')]),
  )
  const { steps, warnings } = await shown({ process })
  expect(steps.map(({ skipped_by, why }) => [skipped_by, why])).toEqual([
    ['', 'the condition holds: ticket.type == "FEEDBACK"'],
    ['condition', 'the condition does not hold: ticket.type == "VIP"'],
    ['', 'the condition cannot be evaluated (No such key: nothing)'],
    ['applicant', 'the applicant would be the only approver'],
  ])
  expect(warnings).toMatchObject([{ step_key: 'fails', code: 'condition_failed' }])
})

describe('it warns', () => {
  test.each([
    [
      'of a role that nobody is known to hold',
      rich(step('a', [role('nobody')]), step('b', [role('finance')])),
      lin,
      ['nobody_known'],
    ],
    ['of a person who was not seen', rich(step('a', [user('ghost')])), lin, ['person_unknown']],
    [
      'of a role that only the applicant holds',
      rich(step('a', [role('developer')]), step('b', [role('developer')])),
      lin,
      ['only_applicant', 'nobody_needed'],
    ],
    ['of nothing when everybody is there', rich(step('a', [user('sun')])), lin, []],
  ])('%s', async (_what, process, principal, codes) => {
    expect((await shown({ process }, principal)).warnings.map(({ code }) => code)).toEqual(codes)
  })
})

test('a rule by which nobody has to approve is named', async () => {
  const process = {
    ...rich(step('a', [role('finance')])),
    settings: { autoPass: 'ticket.type == "FEEDBACK"', cc: [], forbid: [] },
  }
  expect(await shown({ process: process as SimulateProcess['process'] })).toMatchObject({
    auto_pass: true,
    why: 'ticket.type == "FEEDBACK"',
  })
})

test.each([
  [
    'for somebody else only by an administrator',
    { applicant: { userUuid: 'x', roleUuids: [] }, processUuid },
    lin,
    2003,
  ],
  ['of a process that is not there', { processUuid: '4b1f9c1e-8a57-4c3a-9d0e-0d4b8f6d5a01' }, lin, 3005],
  ['of a process of another tenant', { processUuid }, person('eve', 'umbrella'), 3005],
  [
    'of a process that cannot be followed',
    { process: rich(step('a', [role('r')]), step('a', [role('r')])) },
    lin,
    4005,
  ],
  [
    'of a ticket whose section does not fit',
    { processUuid, info: { ...feedback, type: 'VIP' as const, details: '{"vip_count":-1}' } },
    lin,
    3006,
  ],
])('it is refused %s', async (_what, asked, principal, scode) => {
  expect(await ask(asked, principal)).toMatchObject({ scode })
})

test('an administrator simulates for a user of the tenant with the roles that they name', async () => {
  const { steps } = await shown(
    { processUuid, applicant: { userUuid: 'qian', roleUuids: ['operations'] } },
    administrator,
  )
  expect(steps.map(({ skipped_by }) => skipped_by)).toEqual(['applicant', ''])
})

test('whatever a process says, the submission pins the steps that the simulation showed', async () => {
  const applicant = person('wei', 'acme', 'r1')
  await fc.assert(
    fc.asyncProperty(processes, async (steps) => {
      const { steps: simulated } = await shown({ process: rich(...steps) }, applicant)
      const story = richTicket(steps)
      story.act(submit(feedback), applicant)
      expect(
        simulated.map(({ why: _, why_cn: __, seats, ...one }) => ({
          ...one,
          seats: seats.map(({ known: ___, people: ____, ...seat }) => seat),
        })),
      ).toEqual(stepsView(story.ticket()))
    }),
    { numRuns: Number(process.env.WALKS ?? 1_000) },
  )
})
