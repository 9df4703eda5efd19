import { inEnglish, isRefusal } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { evolve } from './evolve.ts'
import type { HistoryEntry } from './ports.ts'
import type { Ticket } from './ticket.ts'
import {
  administrator,
  decide,
  feedback,
  firstApprover,
  lin,
  overrule,
  pass,
  person,
  recorded,
  type Story,
  save,
  submit,
  submitOverruled,
  terminate,
  ticketAfter,
  ticketUuid,
} from './tickets.fixture.ts'
import { currentOf, inspectData } from './view.ts'

const lead = person('boss', 'acme', 'operations')
const comment = { ...pass, body: { stepId: null, config: null, reason: 'within the budget' } }

const inspected = (...story: Story) => {
  let ticket: Ticket | undefined
  const history: HistoryEntry[] = []
  for (const [request, who] of story) {
    const decision = decide(request, who, ticket)
    if (isRefusal(decision)) throw new Error(inEnglish(decision.desc))
    for (const event of decision) {
      const entry = { ...recorded(event, history.length + 1, who), hash: `h${history.length + 1}`, canonical: '[]' }
      history.push(entry)
      ticket = evolve(ticket, entry, ticketUuid)
    }
  }
  return inspectData({ ticket: ticket as Ticket, history, brokenAt: null, claim: undefined }, lin, 'none')
}

test('the history says of each entry in which round it was, which step it decided, and whose that was', () => {
  const { history } = inspected(
    [save(feedback), lin],
    [submit(feedback, false), lin],
    [comment, firstApprover],
    [overrule, person('second', 'acme', 'finance')],
    [submitOverruled, lin],
    [terminate, administrator],
  )
  expect(
    history.map(({ type, time_ms, round, step, owner_name, reason }) => [
      type,
      time_ms,
      round,
      step,
      owner_name,
      reason,
    ]),
  ).toEqual([
    ['ticket.saved', 1_000, 0, null, '', 'very'],
    ['ticket.submitted', 2_000, 1, null, '', 'very'],
    ['ticket.step-passed', 3_000, 1, 1, 'the operations', 'within the budget'],
    ['ticket.overruled', 4_000, 1, 2, 'the finance', 'not now'],
    ['ticket.submitted', 5_000, 2, null, '', ''],
    ['ticket.terminated', 6_000, 2, 1, 'the operations', 'nobody approves it'],
  ])
})

test('a step is counted as processers show it, without those that were skipped', () => {
  const { history, processers } = inspected([submit(feedback), lead], [comment, person('second', 'acme', 'finance')])
  expect(history.at(-1)).toMatchObject({ type: 'ticket.passed', step: 1, owner_name: 'the finance' })
  expect(processers).toMatchObject([
    { owner_name: 'the finance', processer_action: '通过', reason: 'within the budget' },
  ])
})

test('how a ticket stands: who did what last, when, and whose turn it is', () => {
  const pending = ticketAfter([submit(feedback), lin], [pass, firstApprover])
  expect(currentOf(pending as Ticket)).toEqual({
    ticket_state_code: 'pending',
    version: 2,
    actor_name: 'name of first',
    action: 'ticket.step-passed',
    time: 2,
    owner_name: 'the finance',
  })
  expect(currentOf(ticketAfter([submit(feedback), lin], [overrule, firstApprover]) as Ticket)).toMatchObject({
    ticket_state_code: 'overruled',
    action: 'ticket.overruled',
    owner_name: '',
  })
})
