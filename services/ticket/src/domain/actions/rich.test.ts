import type { Principal, Step } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { richTicket, role, step, user } from '../rich.fixture.ts'
import { stepsView } from '../stepsView.ts'
import {
  feedback,
  image,
  lin,
  overrule,
  pass,
  person,
  returnTo,
  type Story,
  save,
  submit,
  submitOverruled,
  transferTo,
} from '../tickets.fixture.ts'

// Processes that say more than one role after another: several approvers, branches, conditions, passing by a rule.

/** Plays commands, one after another, on a new ticket under a process of these steps: their outcomes, and what is left. */
const within =
  (steps: readonly Step[], settings: { readonly autoPass?: string } = {}) =>
  (...story: Story) => {
    const { act, ticket } = richTicket(steps, settings)
    const outcomes = story.map(([request, who]) => act(request, who))
    return { outcomes, act, ticket: ticket() }
  }

const legal = person('li', 'acme', 'legal')
const fang = person('fang', 'acme', 'finance')
const feng = person('feng', 'acme', 'finance')

describe('a step of legal and two of finance', () => {
  const play = within([step('contract', [role('legal'), role('finance'), role('finance')], { need: 'all' })])

  test.each([[[legal, fang, feng]], [[feng, legal, fang]]])('passes with three people in any order', (voters) => {
    const { ticket, outcomes } = play([submit(feedback), lin], ...voters.map((who) => [pass, who] as const))
    expect(outcomes).toEqual([['ticket.submitted'], ['ticket.voted'], ['ticket.voted'], ['ticket.passed']])
    expect(ticket.state).toBe('passed')
  })

  test('tells one who votes twice that they have voted, and one whose seats are taken that it is not their turn', () => {
    const { outcomes } = play(
      [submit(feedback), lin],
      [pass, fang],
      [pass, fang],
      [pass, feng],
      [pass, person('fei', 'acme', 'finance')],
      [pass, person('mallory', 'acme', 'developer')],
    )
    expect(outcomes.slice(1)).toEqual([['ticket.voted'], 3009, ['ticket.voted'], 3003, 3001])
  })

  test('is overruled by one rejection', () => {
    const { ticket } = play([submit(feedback), lin], [pass, fang], [overrule, legal])
    expect(ticket.state).toBe('overruled')
    expect(stepsView(ticket)).toMatchObject([
      { state: 'overruled', votes: [{ action: 'pass' }, { action: 'overrule', reason: 'not now' }] },
    ])
  })
})

test('without veto the reasons of all who rejected stand beside the step', () => {
  const board = ['a', 'b', 'c', 'd', 'e'].map((name) => person(name, 'acme'))
  const owners = board.map(({ userUuid }) => user(userUuid))
  const { ticket, outcomes } = within([step('board', owners, { need: '60%', veto: false })])(
    [submit(feedback), lin],
    ...board.slice(0, 3).map((who) => [overrule, who] as const),
  )
  expect(outcomes.slice(1)).toEqual([['ticket.voted'], ['ticket.voted'], ['ticket.overruled']])
  expect(stepsView(ticket)[0]?.votes.map(({ reason }) => reason)).toEqual(['not now', 'not now', 'not now'])
})

describe('two branches and a join', () => {
  const play = within([
    step('left', [role('legal')], { after: [] }),
    step('right', [role('finance')], { after: [] }),
    step('join', [role('board')], { after: ['left', 'right'] }),
  ])
  const chair = person('chair', 'acme', 'board')

  test.each([[[legal, fang]], [[fang, legal]]])('run side by side, and join when both are done', ([one, other]) => {
    const { ticket, outcomes } = play(
      [submit(feedback), lin],
      [pass, chair],
      [pass, one as Principal],
      [pass, other as Principal],
      [pass, chair],
    )
    expect(outcomes.slice(1)).toEqual([3003, ['ticket.step-passed'], ['ticket.step-passed'], ['ticket.passed']])
    expect(ticket.state).toBe('passed')
  })

  test('are decided one by one by a person who owns both, in the order of the plan or as they say', () => {
    const both = person('both', 'acme', 'legal', 'finance')
    const second = { ...pass, body: { config: null, reason: '', stepId: 1 } }
    const { ticket, outcomes } = play([submit(feedback), lin], [second, both], [second, both], [pass, both])
    expect(outcomes.slice(1)).toEqual([['ticket.step-passed'], 3003, ['ticket.step-passed']])
    expect(ticket.round?.done).toEqual([1, 0])
  })
})

describe('a condition', () => {
  const big = 'ticket.type == "VOLUME_EXPANSION" && details.capacity > 1099511627776'
  const play = within([step('boss', [role('legal')]), step('board', [role('board')], { when: big })])
  const volume = (capacity: string) => ({
    ...feedback,
    type: 'VOLUME_EXPANSION' as const,
    details: `{"volume_uuid":"v","capacity":${capacity}}`,
  })

  test.each([
    ['1099511627776', 'condition'],
    ['1099511627777', null],
    ['9007199254740993', null],
  ])('of a volume of %s bytes', (capacity, skipped) => {
    const { ticket } = play([submit(volume(capacity)), lin])
    expect(ticket.round?.steps[1]?.skipped).toBe(skipped)
  })

  test('that cannot be evaluated takes the step', () => {
    const { ticket } = within([
      step('a', [role('legal')]),
      step('b', [role('board')], { when: 'details.nothing > 1' }),
    ])([submit(feedback), lin])
    expect(ticket.round?.steps[1]?.skipped).toBeNull()
  })
})

test('from the third step back to the first, the votes from there on are gone, and an open branch keeps its own', () => {
  const { act, ticket } = richTicket([
    step('first', [role('legal')]),
    step('second', [role('finance')]),
    step('third', [role('board')]),
    step('branch', [role('finance'), role('audit')], { after: [], need: 'all' }),
  ])
  const chair = person('chair', 'acme', 'board')
  const inBranch = { ...pass, body: { config: null, reason: '', stepId: 3 } }
  act(submit(feedback), lin)
  for (const [request, who] of [
    [pass, legal],
    [inBranch, feng],
    [pass, fang],
  ] as const)
    act(request, who)
  expect(act(returnTo(0), chair)).toEqual(['ticket.returned'])
  const { round } = ticket()
  expect([round?.votes.map(({ step, by }) => [step, by.userUuid]), round?.done]).toEqual([[[3, 'feng']], []])
  expect(stepsView(ticket()).map(({ state }) => state)).toEqual(['open', 'waiting', 'waiting', 'open'])
  expect([act(pass, chair), act(pass, legal), act(inBranch, feng)]).toEqual([3003, ['ticket.step-passed'], 3009])
})

test('an edit that a condition asks about plans anew, with the step that it takes now', () => {
  const { act, ticket } = richTicket([
    step('boss', [role('legal')]),
    step('board', [role('board')], { when: 'details.capacity > 1024' }),
  ])
  const volume = (capacity: number) => ({
    ...feedback,
    type: 'VOLUME_EXPANSION' as const,
    details: JSON.stringify({ volume_uuid: 'v', capacity }),
  })
  act(submit(volume(1_024)), lin)
  expect(stepsView(ticket()).map(({ skipped_by }) => skipped_by)).toEqual(['', 'condition'])
  act(overrule, legal)
  act(save(volume(1_025), false), lin)
  act(submitOverruled, lin)
  expect(stepsView(ticket()).map(({ skipped_by, votes }) => [skipped_by, votes.length])).toEqual([
    ['', 0],
    ['', 0],
  ])
})

test('a seat is not given to who has voted in its step, and the refusal says so', () => {
  const names = new Map([['acme @fang', 'fang']])
  const { act, history } = richTicket([step('two', [role('finance'), role('legal')], { need: 'all' })], {}, { names })
  act(submit(feedback), lin)
  act(pass, fang)
  expect(act(transferTo('fang'), legal)).toBe(3010)
  expect(history).toHaveLength(2)
})

describe('a rule by which nobody has to approve', () => {
  const steps = [step('boss', [role('legal')])]

  test('passes the ticket with its submission, asks for its image once, and stands in the history', () => {
    const autoPass = 'ticket.type == "TENCENT_IMAGE_CREATE"'
    const { act, ticket: passed, history } = richTicket(steps, { autoPass })
    expect(act(submit(image), lin)).toEqual(['ticket.submitted', 'ticket.passed', 'ticket.image-requested'])
    expect(history[1]).toMatchObject({ type: 'ticket.passed', data: { step: -1, auto: autoPass } })
    expect(passed()).toMatchObject({ state: 'passed', round: { votes: [] }, deciders: [], image: { request: 1 } })
  })

  test.each([
    ['does not hold', 'ticket.type == "VIP"'],
    ['cannot be evaluated', 'details.nothing > 1'],
  ])('does nothing when it %s', (_what, autoPass) => {
    expect(within(steps, { autoPass })([submit(image), lin]).ticket.state).toBe('pending')
  })
})
