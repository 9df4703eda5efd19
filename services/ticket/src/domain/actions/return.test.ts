import { expect, test } from '@jest/globals'
import {
  administrator,
  decide,
  feedback,
  firstApprover,
  lin,
  outcome,
  pass,
  returnTo,
  secondApprover,
  submit,
  submitOverruled,
  ticketAfter,
} from '../tickets.fixture.ts'
import { listItem } from '../view.ts'

const atSecond = ticketAfter([submit(feedback), lin], [pass, firstApprover])

test('a ticket goes back to a step that was done: its votes are gone, and it is approved anew', () => {
  expect(decide(returnTo(0), secondApprover, atSecond)).toMatchObject([
    { type: 'ticket.returned', data: { step: 1, to: 0, anew: [0, 1], reason: 'not yet', begins: [{ step: 0 }] } },
  ])
  const returned = ticketAfter([submit(feedback), lin], [pass, firstApprover], [returnTo(0), secondApprover])
  expect(returned).toMatchObject({ state: 'pending', round: { votes: [], done: [] } })
  expect(returned?.round?.begun.map(({ step }) => step)).toEqual([0])
  expect(outcome(pass, secondApprover, returned)).toBe(3003)
  expect(outcome(pass, firstApprover, returned)).toEqual(['ticket.step-passed'])
})

test('it goes back to a step that was done before, and to no other', () => {
  for (const step of [1, 7]) expect(decide(returnTo(step), secondApprover, atSecond)).toMatchObject({ scode: 3016 })
  expect(decide(returnTo(0), firstApprover, ticketAfter([submit(feedback), lin]))).toMatchObject({
    scode: 3016,
    desc: { en: 'step 0 was not done before this one; none was' },
  })
})

test('returned to its applicant it is overruled, and says that it was returned until it is submitted again', () => {
  expect(decide(returnTo(null), secondApprover, atSecond)).toEqual([
    { type: 'ticket.overruled', data: { step: 1, reason: 'not yet', returned: true } },
  ])
  const story = [[submit(feedback), lin] as const, [returnTo(null), firstApprover] as const]
  const returned = ticketAfter(...story)
  const again = ticketAfter(...story, [submitOverruled, lin])
  const shown = [returned, again].map((ticket) => ticket && listItem({ ticket, summary: '', summary_cn: '' }, lin))
  expect(shown).toMatchObject([
    { ticket_state: '已驳回', returned: true },
    { ticket_state: '待审批', can: expect.not.arrayContaining(['return']) },
  ])
  expect(shown[1]).not.toHaveProperty('returned')
})

test('only whose turn it is returns it, and never the applicant', () => {
  expect(outcome(returnTo(0), administrator, atSecond)).toBe(3003)
  expect(outcome(returnTo(0), firstApprover, atSecond)).toBe(3003)
  expect(outcome(returnTo(null), lin, atSecond)).toBe(3004)
})

test('a process that forbids it is obeyed', () => {
  const { plan } = atSecond ?? {}
  if (atSecond === undefined || plan == null) throw new TypeError('no plan')
  const forbids = { ...atSecond, plan: { ...plan, forbid: ['return'] } } as typeof atSecond
  expect(decide(returnTo(null), secondApprover, forbids)).toMatchObject({ scode: 3014 })
})
