import { describe, expect, test } from '@jest/globals'
import { checkDesign } from './check.ts'
import {
  addStep,
  afterFor,
  beginningOf,
  type Design,
  type DesignStep,
  emptyDesign,
  moveStep,
  removeStep,
  repeatedSteps,
  resolvedAfter,
  toBody,
  toDesign,
  toDesignProblem,
} from './design.ts'
import { flowOf } from './flowOf.ts'

const role = (uuid: string) => ({
  kind: 'role' as const,
  tenantUuid: 't',
  tenantName: 'T',
  uuid,
  name: uuid.toUpperCase(),
})
const person = (uuid: string) => ({ ...role(uuid), kind: 'user' as const })
const step = (key: string, given: Partial<DesignStep> = {}): DesignStep => ({
  ...(emptyDesign().steps[0] as DesignStep),
  key,
  approvers: [{ owner: role(key), count: 1 }],
  ...given,
})
const design = (...steps: DesignStep[]): Design => ({ ...emptyDesign(), name: 'p', steps })
const keys = (steps: readonly DesignStep[]) => steps.map(({ key, after }) => [key, after])

describe('a design is sent', () => {
  test('as the original API has it, where it says no more', () => {
    expect(toBody(design(step('a'), step('b')), 't').approval_list).toEqual([
      { tenant_uuid: 't', role_uuid: 'a', role_name: 'A' },
      { tenant_uuid: 't', role_uuid: 'b', role_name: 'B' },
    ])
  })

  test('with the keys of all steps, once one says more', () => {
    const sent = toBody(
      design(step('a'), step('b', { need: 'all', dueIn: 3600, onDue: 'escalate', escalateTo: person('u') })),
      't',
    )
    expect(sent.approval_list).toEqual([
      { step_key: 'a', approvers: [{ tenant_uuid: 't', role_uuid: 'a', role_name: 'A' }], need: 'any', veto: true },
      {
        step_key: 'b',
        approvers: [{ tenant_uuid: 't', role_uuid: 'b', role_name: 'B' }],
        need: 'all',
        veto: true,
        due_in: 3600,
        on_due: 'escalate',
        escalate_to: { tenant_uuid: 't', user_uuid: 'u', user_name: 'U' },
      },
    ])
  })

  test('and read back, it is the same', () => {
    const rich = design(
      step('a', {
        name: 'first',
        approvers: [{ owner: role('a'), count: 2 }],
        remindIn: [60],
        when: 'ticket.name != ""',
      }),
      step('b', { after: [], veto: false, need: '60%' }),
    )
    const sent = toBody({ ...rich, forbid: ['add'], cc: [person('u')], autoPass: 'true' }, 't')
    const shown = { ...sent, process_list: sent.approval_list } as never
    const read = toDesign(shown)
    expect(toBody(read, 't')).toEqual(sent)
  })
})

describe('when a step begins', () => {
  const steps = [
    step('a'),
    step('b'),
    step('c', { after: ['a'] }),
    step('d', { after: [] }),
    step('e', { after: ['a', 'b'] }),
  ]

  test('is said in words', () => {
    expect(steps.map((_, index) => beginningOf(steps, index))).toEqual([
      'previous',
      'previous',
      'together',
      'start',
      'chosen',
    ])
  })

  test('is chosen in words', () => {
    expect(afterFor(steps, 1, 'together')).toEqual([])
    expect(afterFor(steps, 2, 'previous')).toBeNull()
    expect(afterFor(steps, 3, 'chosen')).toEqual([])
    expect(resolvedAfter(steps, 1)).toEqual(['a'])
  })

  test('what is added beside a step is waited for by what came after that one', () => {
    expect(keys(addStep([step('a'), step('b')], 0))).toEqual([
      ['a', null],
      ['s1', []],
      ['b', ['a', 's1']],
    ])
  })

  test('nothing waits for a step that has moved behind it, or is gone', () => {
    expect(keys(moveStep([step('a'), step('b'), step('c', { after: ['a', 'b'] })], 2, -1))).toEqual([
      ['a', null],
      ['c', ['a']],
      ['b', null],
    ])
    expect(keys(removeStep([step('a'), step('b', { after: ['a'] })], 0))).toEqual([['b', null]])
    expect(keys(removeStep([step('a')], 0))).toEqual([['a', null]])
    expect(keys(moveStep([step('a')], 0, 1))).toEqual([['a', null]])
  })

  test('there are at most 20 steps, each with a key of its own', () => {
    let steps: readonly DesignStep[] = emptyDesign().steps
    for (let count = 0; count < 30; count += 1) steps = addStep(steps)
    expect(new Set(steps.map(({ key }) => key)).size).toBe(20)
    expect(steps).toHaveLength(20)
  })
})

describe('what is wrong is said at its place', () => {
  test.each([
    ['approval_list[1].when: Unknown variable: foo', { step: 1, field: 'when', en: 'Unknown variable: foo' }],
    ['approval_list.0.approvers must not be empty', { step: 0, field: 'approvers', en: 'must not be empty' }],
    [
      'auto_pass: must be true or false, not int',
      { step: null, field: 'auto_pass', en: 'must be true or false, not int' },
    ],
    ['process_name: must be 1-128 characters', { step: null, field: 'process_name', en: 'must be 1-128 characters' }],
    ['somebody else was faster', { step: null, field: '', en: 'somebody else was faster' }],
  ])('%s', (desc, place) => {
    expect(toDesignProblem(desc, '')).toMatchObject(place)
  })

  test('as the service says it', () => {
    expect(checkDesign(design(step('a')), 't')).toBeNull()
    expect(checkDesign({ ...design(step('a')), name: ' ' }, 't')).toMatchObject({ step: null, field: 'process_name' })
    expect(checkDesign(design(step('a'), step('b', { approvers: [], name: 'x' })), 't')).toMatchObject({
      step: 1,
      field: 'approvers',
    })
    expect(checkDesign(design(step('a', { need: '3' })), 't')).toMatchObject({
      step: 0,
      field: 'need',
      cn: '该步骤只有 1 个审批席位',
    })
    expect(checkDesign(design(step('a', { dueIn: 60, onDue: 'escalate' })), 't')).toMatchObject({
      field: 'escalate_to',
    })
  })

  test('the same role twice in a row is found', () => {
    const again = step('b', { approvers: [{ owner: role('a'), count: 1 }] })
    expect(repeatedSteps([step('a'), again, step('c')])).toEqual([1])
    expect(repeatedSteps([step('a'), { ...again, after: [] }])).toEqual([])
  })
})

test('a design is shown as a flow: seats, what is needed, what it waits for', () => {
  const [first, second] = flowOf([
    step('a', { approvers: [{ owner: role('a'), count: 2 }], need: 'all', dueIn: 60 }),
    step('b', { after: [] }),
  ])
  expect(first).toMatchObject({ id: 0, after: [], need: 2, due: { within: 60 } })
  expect(first?.seats.map(({ owners }) => owners)).toEqual([['A'], ['A']])
  expect(second).toMatchObject({ after: [], need: 1 })
})
