import { activeSteps } from '@gongdan/flow'
import { describe, expect, test } from '@jest/globals'
import { stepsView } from '../stepsView.ts'
import {
  add,
  administrator,
  colleague,
  decide,
  decideIn,
  feedback,
  firstApprover,
  lin,
  outcome,
  overrule,
  pass,
  person,
  returnTo,
  secondApprover,
  stranger,
  submit,
  submitOverruled,
  superAdministrator,
  ticketAfter,
  transferTo,
} from '../tickets.fixture.ts'

const submitted = [submit(feedback), lin] as const
const pending = ticketAfter(submitted)
const active = (ticket: typeof pending) =>
  ticket?.state === 'pending' ? activeSteps(ticket.round).map(({ id }) => id) : []
/** The order of the plan, by the ids of its steps. */
const shown = (ticket: typeof pending) => ticket?.round?.steps.map(({ id }) => id)

describe('a step that is added', () => {
  test('before the current one is decided first; the current one waits for it and begins anew', () => {
    const ticket = ticketAfter(submitted, [add('before', ['colleague']), firstApprover])
    expect([shown(ticket), active(ticket)]).toEqual([[2, 0, 1], [2]])
    expect(outcome(pass, firstApprover, ticket)).toBe(3003)
    expect(decide(pass, colleague, ticket)).toMatchObject([
      { type: 'ticket.step-passed', data: { step: 2, begins: [{ step: 0 }] } },
    ])
  })

  test('beside the current one is decided at the same time, and what comes after waits for both', () => {
    const ticket = ticketAfter(submitted, [add('beside', ['colleague']), firstApprover])
    expect([shown(ticket), active(ticket)]).toEqual([
      [0, 2, 1],
      [0, 2],
    ])
    const one = ticketAfter(submitted, [add('beside', ['colleague']), firstApprover], [pass, firstApprover])
    expect(outcome(pass, secondApprover, one)).toBe(3003)
    expect(decide(pass, colleague, one)).toMatchObject([{ data: { begins: [{ step: 1 }] } }])
  })

  test('after the current one is decided between it and what came after', () => {
    const ticket = ticketAfter(submitted, [add('after', ['colleague']), firstApprover], [pass, firstApprover])
    expect([shown(ticket), active(ticket)]).toEqual([[0, 2, 1], [2]])
    expect(outcome(pass, secondApprover, ticket)).toBe(3003)
    expect(outcome(pass, colleague, ticket)).toEqual(['ticket.step-passed'])
  })

  test('after the last one keeps the ticket from being passed before', () => {
    const ticket = ticketAfter(
      submitted,
      [pass, firstApprover],
      [add('after', ['colleague']), secondApprover],
      [pass, secondApprover],
    )
    expect(ticket?.state).toBe('pending')
    expect(outcome(pass, colleague, ticket)).toEqual(['ticket.passed'])
  })

  test('ends the round with one rejection', () => {
    const ticket = ticketAfter(submitted, [add('beside', ['colleague']), firstApprover], [overrule, colleague])
    expect(ticket?.state).toBe('overruled')
  })

  test('needs as many of its approvers as was said: all, or a number, or a percentage', () => {
    const both = ['colleague', 'second']
    const of = (need: string) => ticketAfter(submitted, [add('before', both, { need }), firstApprover])
    expect([of('all'), of('1'), of('50%'), of('51%')].map((ticket) => ticket?.round?.steps[0]?.need)).toEqual([
      2, 1, 1, 2,
    ])
    expect(outcome(pass, colleague, of('all'))).toEqual(['ticket.voted'])
    expect(outcome(pass, colleague, of('any'))).toEqual(['ticket.step-passed'])
  })

  test('has its reason and the names of its approvers in the history, and is shown by inspect', () => {
    expect(decide(add('before', ['colleague']), firstApprover, pending)).toMatchObject([
      {
        type: 'ticket.approvers-added',
        data: {
          step: 0,
          where: 'before',
          reason: 'look at it, please',
          added: { seats: [{ owners: [{ kind: 'user', tenantName: 'name of acme', userName: 'name of colleague' }] }] },
          begins: [{ step: 2, dueAt: null }],
        },
      },
    ])
    const ticket = ticketAfter(submitted, [add('before', ['colleague']), firstApprover])
    expect(ticket === undefined ? [] : stepsView(ticket)).toMatchObject([
      { step_id: 2, step_key: 'added-2', state: 'open' },
      { step_id: 0, state: 'waiting' },
      { step_id: 1, state: 'waiting' },
    ])
  })

  test('leaves the plan that was submitted as it is, and a new round begins without it', () => {
    const added = ticketAfter(submitted, [add('before', ['colleague']), firstApprover])
    expect(added?.plan).toEqual(pending?.plan)
    const anew = ticketAfter(
      submitted,
      [add('before', ['colleague']), firstApprover],
      [overrule, colleague],
      [submitOverruled, lin],
    )
    expect(anew?.round?.steps).toEqual(pending?.round?.steps)
  })

  test('begins anew with a return to a step before it, and can be returned to', () => {
    const passed = ticketAfter(
      submitted,
      [add('after', ['colleague']), firstApprover],
      [pass, firstApprover],
      [pass, colleague],
    )
    expect(active(passed)).toEqual([1])
    const ofAll = decide(returnTo(0), secondApprover, passed)
    expect(ofAll).toMatchObject([{ data: { to: 0, anew: [0, 2, 1], begins: [{ step: 0 }] } }])
    expect(decide(returnTo(2), secondApprover, passed)).toMatchObject([{ data: { anew: [2, 1] } }])
  })

  test('may be added to in turn, and is given away as any other', () => {
    const twice = ticketAfter(
      submitted,
      [add('before', ['colleague']), firstApprover],
      [add('before', ['second']), colleague],
    )
    expect([shown(twice), active(twice)]).toEqual([[3, 2, 0, 1], [3]])
    expect(outcome(transferTo('admin'), secondApprover, twice)).toEqual(['ticket.transferred'])
  })
})

test('a vote that was cast stays while a step is added before its own', () => {
  const two = ticketAfter(
    submitted,
    [add('before', ['colleague', 'second']), firstApprover],
    [pass, colleague],
    [add('before', ['admin']), secondApprover],
    [pass, administrator],
  )
  expect(active(two)).toEqual([2])
  expect(outcome(pass, colleague, two)).toBe(3009)
  expect(outcome(pass, secondApprover, two)).toEqual(['ticket.step-passed'])
})

test('only the owner of an open seat adds approvers, never the applicant', () => {
  const toColleague = add('after', ['colleague'])
  expect(outcome(toColleague, secondApprover, pending)).toBe(3003)
  expect(outcome(toColleague, administrator, pending)).toBe(3003)
  expect(outcome(toColleague, superAdministrator, pending)).toBe(3003)
  expect(outcome(toColleague, colleague, pending)).toBe(3001)
  expect(outcome(toColleague, lin, pending)).toBe(3004)
  expect(outcome(toColleague, person('lin', 'acme', 'operations'), pending)).toBe(3004)
  expect(outcome(add('after', ['colleague'], { stepId: 1 }), firstApprover, pending)).toBe(3003)
})

const ofTenant = (tenantUuid: string, userUuid: string) => ({
  approvers: [{ owner: { kind: 'user', tenantUuid, tenantName: '', userUuid, userName: '' }, count: 1 }],
})

test.each([
  ['the applicant', add('after', ['lin']), 'lin is the applicant of this ticket'],
  ['an unknown person', add('after', ['nobody']), 'no user nobody of tenant acme was seen within 90 days'],
  [
    'somebody of another tenant',
    add('after', [], ofTenant('umbrella', 'stranger')),
    "tenant umbrella is neither the ticket's nor the step's",
  ],
  [
    'one person for two seats',
    add('after', ['colleague', 'colleague']),
    'there are too few different people among them for need all',
  ],
  [
    'more than there are',
    add('after', ['colleague'], { need: '2' }),
    'there are too few different people among them for need 2',
  ],
])('with %s it is refused, and the refusal says why', (_whom, request, desc) => {
  expect(decide(request, firstApprover, pending)).toMatchObject({ scode: 3010, desc: { en: desc } })
})

test('people of the tenant `system` may be added, and holders of a role', () => {
  expect(outcome(add('after', [], ofTenant('system', 'root')), firstApprover, pending)).toEqual([
    'ticket.approvers-added',
  ])
  const owner = { kind: 'role', tenantUuid: 'acme', tenantName: '', roleUuid: 'audit', roleName: '' }
  const ticket = ticketAfter(submitted, [add('before', [], { approvers: [{ owner, count: 2 }] }), firstApprover])
  expect(ticket?.round?.steps[0]).toMatchObject({ need: 2, seats: [{}, {}] })
  expect(outcome(pass, person('auditor', 'acme', 'audit'), ticket)).toEqual(['ticket.voted'])
  expect(outcome(pass, stranger, ticket)).toBe(3001)
})

describe('a limit', () => {
  const addTimes = (times: number, more: object = {}) =>
    ticketAfter(
      submitted,
      ...Array.from({ length: times }, () => [add('after', ['colleague'], more), firstApprover] as const),
    )

  test('of 30 steps', () => {
    expect(decide(add('after', ['colleague']), firstApprover, addTimes(28))).toMatchObject({
      scode: 3012,
      desc: { en: 'it has 30 steps' },
    })
  })

  test('of 80 seats', () => {
    const owner = { kind: 'role', tenantUuid: 'acme', tenantName: '', roleUuid: 'audit', roleName: '' }
    const approvers = Array.from({ length: 3 }, () => ({ owner, count: 10 }))
    expect(decide(add('after', [], { approvers }), firstApprover, addTimes(2, { approvers }))).toMatchObject({
      scode: 3012,
      desc: { en: 'it would have more than 80 seats' },
    })
  })

  test('of 40 transfers and additions, counted together', () => {
    const { round } = pending ?? {}
    if (pending === undefined || round == null) throw new TypeError('no round')
    const full = { ...pending, round: { ...round, changes: 40 } } as typeof pending
    expect(outcome(add('after', ['colleague']), firstApprover, full)).toBe(3012)
    expect(outcome(add('after', ['nobody']), firstApprover, full)).toBe(3010)
    expect(addTimes(3)?.round?.changes).toBe(3)
  })

  test('of the history, 3017', () => {
    if (pending === undefined) throw new TypeError('no ticket')
    expect(outcome(add('after', ['colleague']), firstApprover, { ...pending, bytes: 8 * 1_024 * 1_024 })).toBe(3017)
  })
})

test('a process that forbids it is obeyed', () => {
  const { plan } = pending ?? {}
  if (pending === undefined || plan == null) throw new TypeError('no plan')
  const forbids = { ...pending, plan: { ...plan, forbid: ['add'] } } as typeof pending
  expect(decideIn({}, add('after', ['colleague']), firstApprover, forbids)).toMatchObject({
    scode: 3014,
    desc: { en: 'it forbids additional approvers' },
  })
})
