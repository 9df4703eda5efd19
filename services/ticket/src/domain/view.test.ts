import { inEnglish, isRefusal, type Principal } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import type { HistoryEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { HistoryEntry } from './ports.ts'
import { richTicket, role, step } from './rich.fixture.ts'
import type { Ticket } from './ticket.ts'
import {
  add,
  administrator,
  colleague,
  decide,
  feedback,
  firstApprover,
  lin,
  overrule,
  pass,
  person,
  type Request,
  recorded,
  returnTo,
  type Story,
  save,
  submit,
  submitOverruled,
  submitSaved,
  terminate,
  ticketAfter,
  ticketUuid,
  transferTo,
  unchanged,
} from './tickets.fixture.ts'
import { approvedConfigs, currentOf, inspectData, type Reader } from './view.ts'

const lead = person('boss', 'acme', 'operations')
const comment = { ...pass, body: { stepId: null, config: null, reason: 'within the budget' } }

const inspected = (...story: Story) => inspectedBy('applicant', ...story)
const inspectedBy = (reader: Reader, ...story: Story) => {
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
  return inspectData({ ticket: ticket as Ticket, history, brokenAt: null, claim: undefined }, lin, {
    reader,
    chain: true,
  })
}

/** The history of a ticket as inspect shows it. */
const historyOf = ({ ticket, history }: ReturnType<typeof richTicket>) => {
  const entries = history.map((event) => ({ ...event, hash: '', canonical: '[]' }))
  const found = { ticket: ticket(), history: entries, brokenAt: null, claim: undefined }
  return inspectData(found, lin, { reader: 'applicant', chain: false }).history
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

test('what a draft says is shown to its applicant alone, also where it follows a rejection', () => {
  const story: Story = [
    [save(feedback), lin],
    [submit({ ...unchanged, type: 'FEEDBACK' }, false), lin],
    [overrule, firstApprover],
    [save({ ...feedback, reason: 'they never read it' }, false), lin],
    [submit({ ...unchanged, type: 'FEEDBACK', reason: 'as you asked' }, false), lin],
  ]
  const shown = (reader: Reader) =>
    inspectedBy(reader, ...story)
      .history.filter(({ type }) => type !== 'ticket.overruled')
      .map((entry) => [entry.type, entry.reason, 'canonical' in entry && entry.canonical])
  expect(shown('applicant')).toEqual([
    ['ticket.saved', 'very', '[]'],
    ['ticket.submitted', 'very', '[]'],
    ['ticket.saved', 'they never read it', '[]'],
    ['ticket.submitted', 'as you asked', '[]'],
  ])
  expect(shown('others')).toEqual([
    ['ticket.saved', '', null],
    ['ticket.submitted', 'very', '[]'],
    ['ticket.saved', '', null],
    ['ticket.submitted', 'as you asked', '[]'],
  ])
})

test('a step is counted as processers show it, without those that were skipped', () => {
  const { history, processers } = inspected([submit(feedback), lead], [comment, person('second', 'acme', 'finance')])
  expect(history.at(-1)).toMatchObject({ type: 'ticket.passed', step: 1, owner_name: 'the finance' })
  expect(processers).toMatchObject([
    { owner_name: 'the finance', processer_action: '通过', reason: 'within the budget' },
  ])
})

test('the history says what else became of the ticket: who was added, to whom a seat went, where it went back to', () => {
  const { history, steps } = inspected(
    [submit(feedback), lin],
    [add('beside', ['colleague']), firstApprover],
    [transferTo('admin'), firstApprover],
    [pass, administrator],
    [comment, colleague],
    [returnTo(2), person('second', 'acme', 'finance')],
    [overrule, colleague],
  )
  const owner = (uuid: string) => ({ kind: 'user', uuid, name: `name of ${uuid}`, tenant_name: 'name of acme' })
  expect(
    history.map(({ type, step, step_id, owner_name, detail }) => [type, step, step_id, owner_name, detail]),
  ).toEqual([
    ['ticket.submitted', null, null, '', null],
    [
      'ticket.approvers-added',
      1,
      0,
      'the operations',
      { where: 'beside', owners: [expect.objectContaining(owner('colleague'))] },
    ],
    [
      'ticket.transferred',
      1,
      0,
      'the operations',
      {
        seat_ids: [0],
        from: [expect.objectContaining({ kind: 'role', uuid: 'operations' })],
        owners: [expect.objectContaining({ kind: 'user', uuid: 'admin' })],
      },
    ],
    ['ticket.step-passed', 1, 0, 'the operations', null],
    ['ticket.step-passed', 2, 2, 'name of colleague', null],
    ['ticket.returned', 3, 1, 'the finance', { to_step_id: 2 }],
    ['ticket.overruled', 2, 2, 'name of colleague', null],
  ])
  expect(history.map(({ on_behalf_of }) => on_behalf_of)).toEqual(history.map(() => null))
  expect(steps.map(({ step_id }) => step_id)).toEqual([0, 2, 1])
})

test('the history says of a vote that leaves its step open which way it went, why, and whose seat it was', () => {
  const story = richTicket([step('a', [role('zhao'), role('qian'), role('sun')], { need: '2', veto: false })])
  const [zhao, qian, sun] = ['zhao', 'qian', 'sun'].map((who) => person(who, 'acme', who)) as [
    Principal,
    Principal,
    Principal,
  ]
  const both = { ...person('both', 'acme', 'zhao'), roles: [...zhao.roles, ...qian.roles] }
  story.act(submit(feedback), lin)
  expect(story.act(comment, zhao)).toEqual(['ticket.voted'])
  expect(story.act(overrule, both)).toEqual(['ticket.voted'])
  expect(story.act(pass, sun)).toContain('ticket.passed')
  expect(
    historyOf(story).map(({ type, step, owner_name, reason, detail }) => [type, step, owner_name, reason, detail]),
  ).toEqual([
    ['ticket.submitted', null, '', 'very', null],
    ['ticket.voted', 1, 'the zhao', 'within the budget', { says: 'pass' }],
    ['ticket.voted', 1, 'the qian', 'not now', { says: 'overrule' }],
    ['ticket.passed', 1, 'the sun', '', null],
  ])
})

test('the history says of a termination who owned the first seat that was open', () => {
  const story = richTicket([step('a', [role('operations'), role('finance')], { need: 'all' })])
  story.act(submit(feedback), lin)
  story.act(pass, firstApprover)
  story.act(terminate, administrator)
  story.act(submitSaved, lin)
  story.act(transferTo('colleague'), firstApprover)
  story.act(terminate, administrator)
  expect(
    historyOf(story)
      .filter(({ type }) => type === 'ticket.terminated')
      .map(({ round, step_id, owner_name }) => [round, step_id, owner_name]),
  ).toEqual([
    [1, 0, 'the finance'],
    [2, 0, 'name of colleague'],
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

describe('the configs that were approved', () => {
  const container = {
    ...feedback,
    type: 'AUTO_CONTAINER',
    details: '{"apply_container_info":"web","apply_count":1}',
  } as const
  const [zhao, qian, sun] = ['zhao', 'qian', 'sun'].map((who) => person(who, 'acme', who)) as [
    Principal,
    Principal,
    Principal,
  ]
  const on = (host: string, stepId: number | null = null): Request => {
    const config = { contianer: { auto_container: { host_uuid: host, labels: [] } } }
    return { type: 'ticket.pass', body: { stepId, config: JSON.stringify(config), reason: '' } }
  }
  const hosts = (story: { readonly history: readonly HistoryEvent[] }) =>
    approvedConfigs(story.history).map(({ contianer }) => contianer.auto_container.host_uuid)

  test('are those of the last round', () => {
    const story = richTicket([step('a', [role('zhao')]), step('b', [role('qian')])])
    story.act(submit(container), lin)
    story.act(on('first'), zhao)
    story.act(overrule, qian)
    story.act(submitOverruled, lin)
    story.act(on('second'), zhao)
    expect(story.act(on('third'), qian)).toContain('ticket.passed')
    expect(hosts(story)).toEqual(['second', 'third'])
  })

  test('are without those of steps that a return began anew, and with those of other branches', () => {
    const story = richTicket([
      step('a', [role('zhao')]),
      step('b', [role('qian')], { after: [] }),
      step('c', [role('sun')], { after: ['a', 'b'] }),
    ])
    story.act(submit(container), lin)
    story.act(on('of-a'), zhao)
    story.act(on('of-b'), qian)
    expect(story.act(returnTo(0), sun)).toEqual(['ticket.returned'])
    expect(hosts(story)).toEqual(['of-b'])
    story.act(on('of-a-again'), zhao)
    expect(story.act(pass, sun)).toContain('ticket.passed')
    expect(hosts(story)).toEqual(['of-b', 'of-a-again'])
  })

  test('are without votes of a step that a return began anew', () => {
    const story = richTicket([
      step('a', [role('zhao')], { need: 'all', after: [] }),
      step('b', [role('qian'), role('sun')], { need: 'all' }),
    ])
    story.act(submit(container), lin)
    story.act(pass, zhao)
    expect(story.act(on('of-b'), qian)).toEqual(['ticket.voted'])
    story.act(returnTo(0), sun)
    expect(hosts(story)).toEqual([])
  })
})
