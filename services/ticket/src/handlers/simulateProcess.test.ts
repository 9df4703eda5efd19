import type { Principal, SeatOwner, SimulateProcess, Step } from '@gongdan/contracts'
import { isRefusal, ownerKey } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Definition } from '../domain/plan.ts'
import { processes, richTicket, role, step, user } from '../domain/rich.fixture.ts'
import { stepsView } from '../domain/stepsView.ts'
import {
  administrator,
  feedback,
  lin,
  person,
  processUuid,
  submit,
  superAdministrator,
  twoSteps,
} from '../domain/tickets.fixture.ts'
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
  system: ['root'],
}
const simulateWith = (defined: Definition) =>
  simulateProcess({
    definitions: { find: async (uuids) => new Map(uuids.map((uuid) => [uuid, uuid === processUuid ? defined : null])) },
    people: {
      roleNames: async (roles) => new Map(roles.map((one) => [ownerKey(one), 'as a token showed it'])),
      nameOf: async ({ userUuid }) => (userUuid === 'sun' ? '孙' : undefined),
      list: async ({ roleUuid, limit }) => {
        const all = holders[roleUuid ?? ''] ?? []
        return { total: all.length, people: all.slice(0, limit).map((userUuid) => ({ userUuid, userName: userUuid })) }
      },
    },
    imageGuard: { tagKey: null, trustsTenants: true },
  })
const ask = (asked: Partial<SimulateProcess> = {}, principal: Principal = lin, defined = twoSteps) =>
  simulateWith(defined)({ principal, processUuid: null, process: null, info: feedback, applicant: null, ...asked })
const shown = async (asked: Partial<SimulateProcess>, principal?: Principal, defined?: Definition) => {
  const answer = await ask(asked, principal, defined)
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

describe('of other tenants', () => {
  const foreign = (roleUuid: string) => ({ ...role(roleUuid, 'umbrella'), roleName: '' }) as SeatOwner
  const process = rich(
    step('a', [foreign('operations'), user('sun', 'umbrella')]),
    step('b', [foreign('nobody'), user('ghost', 'umbrella')]),
    step('c', [role('finance', 'system')]),
  )
  const known = async (principal?: Principal) => {
    const { steps, warnings } = await shown({ process }, principal)
    return [steps.map(({ seats }) => seats.map((seat) => [seat.known, seat.owners[0]?.name])), warnings]
  }

  test.each([
    ['a user', lin, 0],
    ['an administrator, who may name roles of the system,', administrator, 1],
  ])('%s is not told who is there, nor what a role is called', async (_who, principal, ofSystem) => {
    const nothing = [
      [0, ''],
      [0, expect.any(String)],
    ]
    const [steps, warnings] = await known(principal)
    expect(steps).toEqual([nothing, nothing, [[ofSystem, 'the finance']]])
    expect(warnings).toEqual([])
  })

  test('a super administrator is', async () => {
    const ofSystem = { ...rich(...(process?.steps ?? [])), tenantUuid: 'system' } as SimulateProcess['process']
    const { steps, warnings } = await shown({ process: ofSystem }, superAdministrator)
    expect(steps.map(({ seats }) => seats.map((seat) => seat.known))).toEqual([[2, 1], [0, 0], [1]])
    expect(warnings.map(({ code }) => code)).toEqual(['nobody_known', 'person_unknown'])
    expect(steps[0]?.seats[0]?.owners[0]?.name).toBe('as a token showed it')
  })

  test('how many hold the roles that a process of the tenant names, as in the list of roles', async () => {
    const defined = { ...twoSteps, steps: [step('a', [foreign('operations')]), step('b', [foreign('nobody')])] }
    const { steps, warnings } = await shown({ processUuid: defined.processUuid }, lin, defined)
    expect(steps.map(({ seats }) => [seats[0]?.known, seats[0]?.people])).toEqual([
      [2, []],
      [0, []],
    ])
    expect(warnings).toMatchObject([{ step_key: 'b', code: 'nobody_known' }])
  })

  test('how many super administrators there are', async () => {
    const { steps } = await shown({ process: rich(step('a', [role('system', 'system')])) })
    expect(steps.map(({ seats }) => [seats[0]?.known, seats[0]?.people])).toEqual([[1, []]])
  })
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
    'of a process that is too large',
    { process: rich(step('a', [{ ...role('r'), tenantName: '租'.repeat(25_000) }])) },
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
