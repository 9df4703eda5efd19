import { parseCondition } from '@gongdan/conditions'
import { isRefusal, type Principal, type SeatOwner, type Step, type StepSettings } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { evolve } from '../evolve.ts'
import { stepsView } from '../stepsView.ts'
import type { Ticket } from '../ticket.ts'
import {
  decideIn,
  feedback,
  image,
  lin,
  overrule,
  pass,
  person,
  processUuid,
  type Request,
  recorded,
  submit,
  ticketUuid,
} from '../tickets.fixture.ts'
import type { DecisionContext } from './action.ts'

// Processes that say more than one role after another: several approvers, branches, conditions, passing by a rule.

const role = (roleUuid: string): SeatOwner => ({
  kind: 'role',
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roleUuid,
  roleName: `the ${roleUuid}`,
})
const step = (key: string, approvers: readonly SeatOwner[], settings: Partial<StepSettings> = {}): Step => ({
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roleUuid: 'first',
  roleName: 'first',
  settings: {
    key,
    name: key,
    approvers: approvers.map((owner) => ({ owner, count: 1 })),
    need: 'any',
    veto: true,
    after: null,
    when: null,
    due: null,
    ...settings,
  },
})

const evaluate: DecisionContext['evaluate'] = (text, input) => {
  const condition = parseCondition(text)
  return 'problem' in condition ? { failure: condition.problem } : condition.evaluate(input)
}

const within = (steps: readonly Step[], settings: { readonly autoPass?: string } = {}) => {
  const definition = {
    processUuid,
    tenantUuid: 'acme',
    name: 'rich',
    version: 3,
    steps,
    settings: { autoPass: null, cc: [], forbid: [], ...settings },
  }
  const context = { evaluate, definitionOf: () => definition }
  /** What a command leads to: the types of the events, or the scode of the refusal. */
  const run = (ticket: Ticket | undefined, request: Request, who: Principal) => {
    const decision = decideIn(context, request, who, ticket)
    if (isRefusal(decision)) return { ticket, outcome: decision.scode }
    const after = decision.reduce<Ticket | undefined>(
      (before, event) => evolve(before, recorded(event, (before?.version ?? 0) + 1, who), ticketUuid),
      ticket,
    )
    return { ticket: after, outcome: decision.map(({ type }) => type) }
  }
  return {
    run,
    /** The outcomes of commands one after another, and the ticket that is left. */
    play: (...story: readonly (readonly [Request, Principal])[]) => {
      let ticket: Ticket | undefined
      const outcomes = story.map(([request, who]) => {
        const ran = run(ticket, request, who)
        ticket = ran.ticket
        return ran.outcome
      })
      return { ticket, outcomes }
    },
  }
}

const legal = person('li', 'acme', 'legal')
const fang = person('fang', 'acme', 'finance')
const feng = person('feng', 'acme', 'finance')

describe('a step of legal and two of finance', () => {
  const { play } = within([step('contract', [role('legal'), role('finance'), role('finance')], { need: 'all' })])

  test.each([[[legal, fang, feng]], [[feng, legal, fang]]])('passes with three people in any order', (voters) => {
    const { ticket, outcomes } = play([submit(feedback), lin], ...voters.map((who) => [pass, who] as const))
    expect(outcomes).toEqual([['ticket.submitted'], ['ticket.voted'], ['ticket.voted'], ['ticket.passed']])
    expect(ticket?.state).toBe('passed')
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
    expect(ticket?.state).toBe('overruled')
    expect(ticket === undefined ? [] : stepsView(ticket)).toMatchObject([
      { state: 'overruled', votes: [{ action: 'pass' }, { action: 'overrule', reason: 'not now' }] },
    ])
  })
})

test('without veto the reasons of all who rejected stand beside the step', () => {
  const board = ['a', 'b', 'c', 'd', 'e'].map((name) => person(name, 'acme'))
  const owners = board.map(
    ({ userUuid, userName }): SeatOwner => ({
      kind: 'user',
      tenantUuid: 'acme',
      tenantName: 'Acme',
      userUuid,
      userName,
    }),
  )
  const { ticket, outcomes } = within([step('board', owners, { need: '60%', veto: false })]).play(
    [submit(feedback), lin],
    ...board.slice(0, 3).map((who) => [overrule, who] as const),
  )
  expect(outcomes.slice(1)).toEqual([['ticket.voted'], ['ticket.voted'], ['ticket.overruled']])
  expect(ticket === undefined ? [] : stepsView(ticket)[0]?.votes.map(({ reason }) => reason)).toEqual([
    'not now',
    'not now',
    'not now',
  ])
})

describe('two branches and a join', () => {
  const { run, play } = within([
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
    expect(ticket?.state).toBe('passed')
  })

  test('are decided one by one by a person who owns both, in the order of the plan or as they say', () => {
    const both = person('both', 'acme', 'legal', 'finance')
    const { ticket } = play([submit(feedback), lin])
    const second = run(ticket, { ...pass, body: { config: null, reason: '', stepId: 1 } }, both)
    expect(second.ticket?.round?.done).toEqual([1])
    expect(run(second.ticket, { ...pass, body: { config: null, reason: '', stepId: 1 } }, both).outcome).toBe(3003)
    expect(run(second.ticket, pass, both).ticket?.round?.done).toEqual([1, 0])
  })
})

describe('a condition', () => {
  const big = 'ticket.type == "VOLUME_EXPANSION" && details.capacity > 1099511627776'
  const { play } = within([step('boss', [role('legal')]), step('board', [role('board')], { when: big })])
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
    expect(ticket?.round?.steps[1]?.skipped).toBe(skipped)
  })

  test('that cannot be evaluated takes the step', () => {
    const { ticket } = within([
      step('a', [role('legal')]),
      step('b', [role('board')], { when: 'details.nothing > 1' }),
    ]).play([submit(feedback), lin])
    expect(ticket?.round?.steps[1]?.skipped).toBeNull()
  })
})

describe('a rule by which nobody has to approve', () => {
  const steps = [step('boss', [role('legal')])]

  test('passes the ticket with its submission, asks for its image once, and stands in the history', () => {
    const { ticket, outcomes } = within(steps, { autoPass: 'ticket.type == "TENCENT_IMAGE_CREATE"' }).play([
      submit(image),
      lin,
    ])
    expect(outcomes).toEqual([['ticket.submitted', 'ticket.passed', 'ticket.image-requested']])
    expect(ticket).toMatchObject({ state: 'passed', round: { votes: [] }, deciders: [], image: { request: 1 } })
  })

  test.each([
    ['does not hold', 'ticket.type == "VIP"'],
    ['cannot be evaluated', 'details.nothing > 1'],
  ])('does nothing when it %s', (_what, autoPass) => {
    expect(within(steps, { autoPass }).play([submit(image), lin]).ticket?.state).toBe('pending')
  })
})
