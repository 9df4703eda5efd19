import { isRefusal } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { can } from '../can.ts'
import { evolve } from '../evolve.ts'
import type { Ticket } from '../ticket.ts'
import {
  administrator,
  decide,
  feedback,
  firstApprover,
  lin,
  outcome,
  overrule,
  pass,
  recorded,
  secondApprover,
  submit,
  superAdministrator,
  ticketAfter,
  ticketUuid,
  urge,
} from '../tickets.fixture.ts'

const pending = ticketAfter([submit(feedback), lin])
const hourMs = 3_600_000

test.each([
  ['the applicant', lin, ['ticket.urged']],
  ['the administrator of the tenant', administrator, ['ticket.urged']],
  ['a super administrator', superAdministrator, ['ticket.urged']],
  ['whose turn it is', firstApprover, 2003],
  ['the owner of the next step', secondApprover, 2003],
])('%s', (_, who, expected) => {
  expect(outcome(urge, who, pending)).toEqual(expected)
})

test('the reason stands in the history; none is left out', () => {
  expect(decide({ ...urge, body: { reason: '上线在即' } }, lin, pending)).toEqual([
    { type: 'ticket.urged', data: { reason: '上线在即' } },
  ])
  expect(decide(urge, lin, pending)).toEqual([{ type: 'ticket.urged', data: {} }])
})

test('the approvers are left alone for an hour, whoever urged them, and the refusal ends in the seconds to wait', () => {
  const urged = ticketAfter([submit(feedback), lin], [urge, lin])
  const again = decide(urge, administrator, urged, 2_000 + hourMs - 1_500)
  expect(again).toMatchObject({ scode: 3013, desc: { en: 'the approvers may be urged again in 2 s' } })
  expect(outcome(urge, lin, urged, 2_000 + hourMs)).toEqual(['ticket.urged'])
})

test('only while a decision is awaited', () => {
  expect(outcome(urge, lin, ticketAfter([submit(feedback), lin], [overrule, firstApprover]))).toBe(3002)
})

test('twenty times a round; a new round counts anew', () => {
  let ticket: Ticket | undefined = pending
  for (let times = 0; times < 20; times += 1) {
    expect(can(lin, ticket as Ticket)).toContain('urge')
    const decision = decide(urge, lin, ticket, (times + 1) * 2 * hourMs)
    if (isRefusal(decision)) throw new Error(`refused: ${decision.scode}`)
    const event = recorded(decision[0]!, (ticket?.version ?? 0) + 1, lin)
    ticket = evolve(ticket, { ...event, at: (times + 1) * 2 * hourMs }, ticketUuid)
  }
  expect(outcome(urge, lin, ticket, 100 * hourMs)).toBe(3012)
  expect(can(lin, ticket as Ticket)).not.toContain('urge')
  for (const [request, who] of [[overrule, firstApprover] as const, [submit(feedback, false), lin] as const]) {
    const decision = decide(request, who, ticket)
    if (isRefusal(decision)) throw new Error(`refused: ${decision.scode}`)
    ticket = evolve(ticket, recorded(decision[0]!, (ticket?.version ?? 0) + 1, who), ticketUuid)
  }
  expect(outcome(urge, lin, ticket)).toEqual(['ticket.urged'])
  expect(outcome(pass, firstApprover, ticket)).toEqual(['ticket.step-passed'])
})
