import type { Principal, SeatOwner, Step, StepSettings } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { problemOf } from './checkDefinition.ts'
import { MAX_DEFINITION_BYTES, sizeOf, sizeProblemOf } from './definitionSize.ts'
import { newRound, type Round, votesIn } from './flow.ts'
import { planSteps } from './planSteps.ts'
import {
  activeSteps,
  addStep,
  beginsAfter,
  isComplete,
  resetTo,
  returnTargets,
  withDone,
  withVote,
} from './progress.ts'
import { openSeats, verdictOf } from './seating.ts'
import { placeOf, voteAt } from './voting.ts'

const person = (userUuid: string, ...roles: readonly string[]): Principal => ({
  userUuid,
  userName: userUuid,
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roles: roles.map((uuid) => ({ uuid, name: uuid })),
})
const role = (roleUuid: string): SeatOwner => ({
  kind: 'role',
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roleUuid,
  roleName: roleUuid,
})
const user = (userUuid: string): SeatOwner => ({
  kind: 'user',
  tenantUuid: 'acme',
  tenantName: 'Acme',
  userUuid,
  userName: userUuid,
})
const plain = (roleUuid: string): Step => ({ tenantUuid: 'acme', tenantName: 'Acme', roleUuid, roleName: roleUuid })
const step = (key: string, approvers: readonly SeatOwner[], settings: Partial<StepSettings> = {}): Step => ({
  ...plain('unused'),
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

const lin = person('lin', 'developer')
const input = (applicant = lin, results: Readonly<Record<string, boolean>> = {}) => ({
  applicant,
  administrator: role('acme'),
  evaluate: (condition: string) => {
    const value = results[condition]
    return value === undefined ? { failure: 'No such key' } : { value }
  },
})
const begin = (...steps: readonly Step[]): Round => newRound(planSteps(steps, input()))

type Says = 'pass' | 'overrule'
/** The round after a vote, and what its step has come to; or why there is no place for it. */
const vote = (round: Round, who: Principal, says: Says = 'pass', absent: readonly Principal[] = []) => {
  const place = placeOf(round, who, absent, null)
  if (typeof place === 'string') return place
  const { id } = place.step
  const voted = withVote(round, voteAt(place, who, { says, reason: `${who.userUuid} says so`, at: 0 }))
  const verdict = verdictOf(place.step, votesIn(voted, id), lin.userUuid)
  return { round: verdict === 'passed' ? withDone(voted, id) : voted, verdict }
}
const after = (round: Round, ...voters: readonly Principal[]): Round =>
  voters.reduce((now, who) => {
    const next = vote(now, who)
    if (typeof next === 'string') throw new Error(`${who.userUuid}: ${next}`)
    return next.round
  }, round)

const keys = (round: Round): readonly string[] => activeSteps(round).map(({ key }) => key)

describe('a step of legal and two of finance', () => {
  const legal = person('li', 'legal')
  const finance = [person('fang', 'finance'), person('feng', 'finance')]
  const both = person('both', 'legal', 'finance')
  const round = begin(step('contract', [role('legal'), role('finance'), role('finance')], { need: 'all' }))

  test.each([
    [[legal, ...finance]],
    [[...finance, legal]],
    [[both, ...finance]],
    [[...finance, both]],
    [[both, legal, finance[0] as Principal]],
  ])('passes with three different people in any order', (voters) => {
    expect(isComplete(after(round, ...voters))).toBe(true)
  })

  test('counts one who is both only once', () => {
    expect(vote(after(round, both), both)).toBe('voted')
  })

  test('asks only those who would still find a seat', () => {
    const waits = after(round, ...finance)
    expect(openSeats(waits.steps[0] as Round['steps'][number], waits.votes)).toEqual([0])
    expect(vote(waits, person('fa', 'finance'))).toBe('none')
  })

  test('leaves the seat of legal to legal when one who is both came first', () => {
    const waits = after(round, both)
    expect(openSeats(waits.steps[0] as Round['steps'][number], waits.votes)).toEqual([0, 1, 2])
    expect(isComplete(after(waits, legal, finance[0] as Principal))).toBe(true)
  })
})

describe('60 % of five without veto', () => {
  const people = ['a', 'b', 'c', 'd', 'e'].map((name) => person(name))
  const round = begin(
    step(
      'board',
      people.map(({ userUuid }) => user(userUuid)),
      { need: '60%', veto: false },
    ),
  )

  test('stay open after two rejections, and are overruled by the third', () => {
    let now: Round = round
    const verdicts = people.slice(0, 3).map((who) => {
      const next = vote(now, who, 'overrule')
      if (typeof next === 'string') return next
      now = next.round
      return next.verdict
    })
    expect(verdicts).toEqual(['open', 'open', 'overruled'])
    expect(now.votes.map(({ reason }) => reason)).toEqual(['a says so', 'b says so', 'c says so'])
  })

  test('pass with three approvals beside two rejections', () => {
    const rejected = people
      .slice(0, 2)
      .reduce((now, who) => (vote(now, who, 'overrule') as { round: Round }).round, round)
    expect(isComplete(after(rejected, ...people.slice(2)))).toBe(true)
  })
})

describe('two branches', () => {
  const a = person('a', 'ra')
  const b = person('b', 'rb')
  const round = begin(
    step('left', [role('ra')], { after: [] }),
    step('right', [role('rb')], { after: [] }),
    step('join', [role('rj')], { after: ['left', 'right'] }),
  )

  test('run side by side', () => {
    expect(keys(round)).toEqual(['left', 'right'])
  })

  test.each([[[a, b]], [[b, a]]])('are joined when both are done, whichever is first', ([first, second]) => {
    const half = after(round, first as Principal)
    expect(keys(half)).not.toContain('join')
    const whole = after(half, second as Principal)
    expect(keys(whole)).toEqual(['join'])
    expect(beginsAfter(half, whole, 7)).toEqual([{ step: 2, at: 7, dueAt: null, remindAt: [] }])
  })

  test('a vote in one branch does not keep the voter from the other', () => {
    const everywhere = person('e', 'ra', 'rb')
    expect(keys(after(round, everywhere, everywhere))).toEqual(['join'])
  })

  test('a return takes back what follows its target, and leaves the other branch alone', () => {
    const three = begin(
      step('one', [role('ra')]),
      step('two', [role('rb')]),
      step('side', [role('rs')], { after: [] }),
      step('three', [role('rj')], { after: ['two'] }),
    )
    const side = person('s', 'rs')
    const open = after(three, a, b, side)
    expect(returnTargets(open, 3)).toEqual([0, 1])
    const returned = resetTo(open, 0)
    expect(keys(returned)).toEqual(['one'])
    expect(returned.votes.map(({ by }) => by.userUuid)).toEqual(['s'])
  })
})

describe('a plan', () => {
  test('skips the step whose role the applicant holds, as ever', () => {
    const steps = planSteps([plain('developer'), plain('finance')], input())
    expect(steps.map(({ skipped }) => skipped)).toEqual(['applicant', null])
  })

  test('keeps the last step when the applicant holds all', () => {
    const steps = planSteps([plain('developer'), plain('developer')], input())
    expect(steps.map(({ skipped }) => skipped)).toEqual(['applicant', null])
  })

  test('does not let what follows a skipped step begin before what it follows is done', () => {
    const round = begin(plain('legal'), plain('developer'), plain('finance'))
    expect(activeSteps(round).map(({ id }) => id)).toEqual([0])
  })

  test('leaves out the seat that names the applicant, and takes a share of what is left', () => {
    const [one] = planSteps([step('s', [user('lin'), user('a'), user('b')], { need: '60%' })], input())
    expect(one).toMatchObject({ need: 2, skipped: null })
    expect(one?.seats).toHaveLength(2)
  })

  test('leaves a role of several to its other holders', () => {
    const [one] = planSteps([step('s', [role('developer'), user('a')], { need: 'all' })], input())
    expect(one).toMatchObject({ need: 2, skipped: null })
  })

  test('asks no more people than there are once the applicant is left out', () => {
    const [one] = planSteps([step('s', [user('lin'), user('a'), user('a')], { need: '2' })], input())
    expect(one?.need).toBe(1)
  })

  test('gives the place that only the applicant could fill to the administrator of the tenant', () => {
    const [one] = planSteps([step('s', [user('lin')])], input())
    expect(one).toMatchObject({ skipped: null, seats: [{ owners: [user('lin'), role('acme')] }] })
  })

  test('takes a step whose condition holds or cannot be evaluated, and skips it otherwise', () => {
    const conditions = ['big', 'small', 'unknown'].map((when) => step(when, [role('legal')], { when }))
    const steps = planSteps(conditions, input(lin, { big: true, small: false }))
    expect(steps.map(({ skipped, conditionFailure }) => [skipped, conditionFailure])).toEqual([
      [null, null],
      ['condition', null],
      [null, 'No such key'],
    ])
  })

  test('keeps the last step whose condition held rather than the very last', () => {
    const steps = planSteps(
      [step('mine', [role('developer')]), step('never', [role('legal')], { when: 'small' })],
      input(lin, { small: false }),
    )
    expect(steps.map(({ skipped }) => skipped)).toEqual([null, 'condition'])
  })
})

describe('a step that is added', () => {
  const added = { key: '', name: '', seats: [{ owners: [user('x')] }], need: 1, veto: true, skipped: null, due: null }
  const round = begin(plain('a'), plain('b'))
  const order = (where: 'before' | 'beside' | 'after') =>
    addStep(round.steps, where, 0, added).map(({ id, after: others }) => [id, others])

  test('before the present one takes its place, and the present one comes after it', () => {
    expect(order('before')).toEqual([
      [2, []],
      [0, [2]],
      [1, [0]],
    ])
  })

  test('beside it cannot be bypassed', () => {
    expect(order('beside')).toEqual([
      [0, []],
      [2, []],
      [1, [0, 2]],
    ])
  })

  test('after it stands between it and what followed', () => {
    expect(order('after')).toEqual([
      [0, []],
      [2, [0]],
      [1, [2]],
    ])
  })
})

describe('a delegate', () => {
  const absent = person('a', 'ra')
  const delegate = person('b')

  test('votes on behalf of the absent person', () => {
    const voted = vote(begin(step('s', [role('ra')])), delegate, 'pass', [absent])
    expect(voted).toMatchObject({
      verdict: 'passed',
      round: { votes: [{ by: { userUuid: 'b' }, onBehalfOf: { userUuid: 'a' } }] },
    })
  })

  test('takes their own seat first, and is then asked no more', () => {
    const round = begin(step('s', [user('a'), user('b')], { need: 'all' }))
    const own = vote(round, delegate, 'pass', [absent]) as { round: Round }
    expect(own.round.votes[0]?.onBehalfOf).toBeNull()
    expect(vote(own.round, delegate, 'pass', [absent])).toBe('voted')
  })
})

describe('a process that cannot be followed is refused', () => {
  test.each([
    [
      [step('a', [role('r')], { after: ['b'] }), step('b', [role('r')])],
      'approval_list[0].after: b is not the key of an earlier step',
    ],
    [[step('a', [role('r')]), step('a', [role('r')])], 'approval_list[1].step_key: a is the key of another step'],
    [[step('a', [role('r')], { need: '2' })], 'approval_list[0].need: the step has only 1 seats'],
    [
      [step('a', [role('r')], { need: '101%' })],
      'approval_list[0].need: must be any, all, a number of approvers, or a percentage from 1% to 100%',
    ],
    [
      [step('a', [role('r')], { need: '0' })],
      'approval_list[0].need: must be any, all, a number of approvers, or a percentage from 1% to 100%',
    ],
    [
      [step('a', [user('x'), user('x')], { need: 'all' })],
      'approval_list[0].approvers: names too few different people',
    ],
    [[step('a', [role('r')], { when: 'bad' })], 'approval_list[0].when: bad cannot be read'],
    [
      [step('a', [role('r')], { due: { in: 60, remindIn: [], action: 'escalate', escalateTo: null } })],
      'approval_list[0].escalate_to: is missing',
    ],
    [
      [step('a', [role('r')], { due: { in: null, remindIn: [], action: 'pass', escalateTo: null } })],
      'approval_list[0].due_in: is missing',
    ],
    [
      [step('a', [role('r')], { due: { in: null, remindIn: [60], action: 'escalate', escalateTo: null } })],
      'approval_list[0].due_in: is missing',
    ],
    [
      [step('a', [role('r')], { due: { in: null, remindIn: [60], action: 'tell', escalateTo: role('r') } })],
      'approval_list[0].due_in: is missing',
    ],
  ])('%#', (steps, problem) => {
    const check = (condition: string) => (condition === 'bad' ? 'bad cannot be read' : null)
    expect(problemOf(steps, { autoPass: null }, check)).toMatchObject({ en: problem })
  })

  test('but one that only reminds, or says nothing of time, can be', () => {
    for (const remindIn of [[], [60]]) {
      const due = { in: null, remindIn, action: 'tell', escalateTo: null } as const
      expect(problemOf([step('a', [role('r')], { due })], { autoPass: null }, () => null)).toBeNull()
    }
  })

  test('more than 60 seats', () => {
    const seats = Array.from({ length: 61 }, () => role('r'))
    expect(problemOf([step('a', seats)], { autoPass: null }, () => null)).toMatchObject({
      en: expect.stringContaining('has 61 seats'),
    })
  })
})

describe('a process is too large', () => {
  const named = (roleUuid: string, name: string, tenant: string): SeatOwner => ({
    kind: 'role',
    tenantUuid: '7e512229-3450-41b9-9766-238e2d405bb5',
    tenantName: tenant,
    roleUuid: roleUuid.padStart(36, '0'),
    roleName: name,
  })
  const stepsOf = (steps: number, approvers: number, name: string, tenant: string, settings = {}): Step[] =>
    Array.from({ length: steps }, (_, at) =>
      step(
        `step-${at}`,
        Array.from({ length: approvers }, (_, seat) => named(`${at}-${seat}`, name, tenant)),
        settings,
      ),
    )
  const none = { autoPass: null, cc: [], forbid: [] }

  test('when its names are, though it has no more seats than it may', () => {
    const size = sizeOf({ steps: stepsOf(20, 3, '😀'.repeat(256), '😀'.repeat(256)), settings: none })
    expect(sizeProblemOf(size)).toMatchObject({
      en: expect.stringContaining(`the process has ${size.definition} bytes, and may have 65536`),
      cn: expect.stringContaining(`流程共 ${size.definition} 字节，最多 65536 字节`),
    })
  })

  test('when tickets would hold much of it, for they repeat a role as often as it has seats', () => {
    const seats = { owner: named('r', '名'.repeat(256), '租'.repeat(256)), count: 10 }
    const steps = Array.from({ length: 6 }, (_, at) => step(`${at}`, [], { approvers: [seats] }))
    const size = sizeOf({ steps, settings: none })
    expect(size.definition).toBeLessThan(24_000)
    expect(sizeProblemOf(size)).toMatchObject({
      en: expect.stringContaining(`a ticket would hold ${size.plan} bytes of the process, and may hold 65536`),
      cn: expect.stringContaining(`每个工单将保存流程的 ${size.plan} 字节，最多 65536 字节`),
    })
  })

  test('but not one of 20 steps that each have three approvers, a condition and an escalation, even were it twice as large', () => {
    const name = '审'.repeat(30)
    const tenant = '星海云计算公司'
    const settings = {
      when: 'x'.repeat(200),
      due: { in: 86_400, remindIn: [], action: 'escalate', escalateTo: named('deputy', name, tenant) },
    }
    const steps = stepsOf(20, 3, name, tenant, settings)
    const cc = Array.from({ length: 3 }, (_, at) => named(`cc-${at}`, name, tenant))
    const size = sizeOf({ steps, settings: { ...none, cc } })
    expect([2 * size.definition, 2 * size.plan].filter((bytes) => bytes > MAX_DEFINITION_BYTES)).toEqual([])
  })
})
