import { type SeatOwner, seatOwnerKey } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { richTicket, role, step } from '../rich.fixture.ts'
import {
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
  secondApprover,
  stranger,
  submit,
  submitOverruled,
  superAdministrator,
  ticketAfter,
  transferTo,
} from '../tickets.fixture.ts'

const pending = ticketAfter([submit(feedback), lin])
const toColleague = transferTo('colleague')
const given = ticketAfter([submit(feedback), lin], [toColleague, firstApprover])

test('the owner of the open seat gives it to a person, who alone may decide from then on', () => {
  expect(decide(toColleague, firstApprover, pending)).toMatchObject([
    {
      type: 'ticket.transferred',
      data: {
        step: 0,
        seat: 0,
        from: [{ kind: 'role', roleUuid: 'operations' }],
        to: { kind: 'user', tenantUuid: 'acme', userUuid: 'colleague', userName: 'name of colleague' },
        reason: 'on leave',
      },
    },
  ])
  expect(outcome(pass, firstApprover, given)).toBe(3003)
  expect(outcome(pass, colleague, given)).toEqual(['ticket.step-passed'])
})

test('the plan of the ticket stays as it was', () => {
  expect(given?.plan).toEqual(pending?.plan)
})

test('administrators of the tenant and super administrators give a seat away in place of its owner, others do not', () => {
  expect(outcome(toColleague, administrator, pending)).toEqual(['ticket.transferred'])
  expect(outcome(toColleague, superAdministrator, pending)).toEqual(['ticket.transferred'])
  expect(outcome(toColleague, secondApprover, pending)).toBe(3003)
  expect(outcome(toColleague, colleague, pending)).toBe(3001)
  expect(outcome(toColleague, stranger, pending)).toBe(3001)
  expect(outcome(toColleague, lin, pending)).toBe(3004)
  expect(outcome(toColleague, person('lin', 'acme', 'acme'), pending)).toBe(3004)
})

test('the administrator of a tenant does not give away a seat of another one', () => {
  const builtIn = ticketAfter([submit({ ...feedback, processUuid: 'system' }), lin], [pass, administrator])
  expect(decide(toColleague, administrator, builtIn)).toMatchObject({ scode: 2003 })
  expect(decide(toColleague, superAdministrator, builtIn)).toMatchObject({
    scode: 3010,
    desc: { en: 'no user colleague of tenant system was seen within 90 days' },
  })
})

test('the administrator of the seat’s tenant gives it away where they see the ticket, which is of another one', () => {
  const [boss, outsider] = [person('boss', 'umbrella', 'umbrella'), person('alice', 'umbrella', 'legal')]
  const names = new Map([boss, outsider].map((one) => [seatOwnerKey({ kind: 'user', ...one }), one.userName]))
  const ofUmbrella = (cc: readonly SeatOwner[]) => {
    const { act } = richTicket([step('legal', [role('legal', 'umbrella')])], { cc: [...cc] }, { names })
    act(submit(feedback), lin)
    return act(transferTo('alice'), boss)
  }
  expect(ofUmbrella([])).toBe(3001)
  expect(ofUmbrella([role('umbrella', 'umbrella')])).toEqual(['ticket.transferred'])
})

test.each([
  ['lin', 'lin is the applicant of this ticket'],
  ['nobody', 'no user nobody of tenant acme was seen within 90 days'],
  ['stranger', 'no user stranger of tenant acme was seen within 90 days'],
])('to %s it is refused, and the refusal says why', (to, desc) => {
  expect(decide(transferTo(to), firstApprover, pending)).toMatchObject({ scode: 3010, desc: { en: desc } })
})

test('a seat is named by its step and its number; one that is not open is nobody’s to give', () => {
  expect(outcome(transferTo('colleague', { stepId: 0, seatId: 0 }), administrator, pending)).toEqual([
    'ticket.transferred',
  ])
  expect(outcome(transferTo('colleague', { seatId: 1 }), administrator, pending)).toBe(3003)
  expect(outcome(transferTo('colleague', { stepId: 1 }), administrator, pending)).toBe(3003)
})

test('to the one who owns the seat already nothing changes', () => {
  expect(outcome(toColleague, colleague, given)).toEqual([])
})

test('who gave a seat away still sees the ticket, and so does the role', () => {
  const again = ticketAfter(
    [submit(feedback), lin],
    [toColleague, firstApprover],
    [transferTo('second'), colleague],
    [pass, secondApprover],
  )
  expect(outcome(pass, colleague, again)).toBe(3003)
  expect(outcome(pass, firstApprover, again)).toBe(3003)
  expect(outcome(pass, secondApprover, again)).toEqual(['ticket.passed'])
})

test('a round takes 40 transfers, and a new round begins at none', () => {
  const there = transferTo('second')
  const full = ticketAfter(
    [submit(feedback), lin],
    ...Array.from({ length: 20 }, () => [
      [toColleague, administrator] as const,
      [there, administrator] as const,
    ]).flat(),
  )
  expect(outcome(toColleague, administrator, full)).toBe(3012)
  expect(outcome(transferTo('nobody'), administrator, full)).toBe(3010)
  const anew = ticketAfter([submit(feedback), lin], [overrule, firstApprover], [submitOverruled, lin])
  expect(outcome(toColleague, administrator, anew)).toEqual(['ticket.transferred'])
})

test('a process that forbids it is obeyed', () => {
  const { plan } = pending ?? {}
  if (pending === undefined || plan == null) throw new TypeError('no plan')
  const forbids = { ...pending, plan: { ...plan, forbid: ['transfer'] } } as typeof pending
  expect(decideIn({}, toColleague, administrator, forbids)).toMatchObject({
    scode: 3014,
    desc: { en: 'it forbids transfers' },
  })
})
