import { type Decision, isRefusal, type Principal, type SeatOwner, type Step } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide as decideWith, MAX_VERSIONS, type ProcessCommand } from './decide.ts'
import type { Names } from './names.ts'
import { administrator, caller, colleague, processUuid, step, stranger, superAdministrator } from './people.fixture.ts'
import {
  type DefinedProcess,
  type Definition,
  type DefinitionChange,
  evolve,
  type Process,
  type ProcessEvent,
} from './process.ts'

const definition = (tenantUuid = 't1', steps: readonly Step[] = [step('t1', 'auditor')]): Definition => ({
  tenantUuid,
  tenantName: '',
  name: 'two eyes',
  description: '',
  steps,
})
const checkCondition = (text: string) => (text.includes('matches') ? 'matches() cannot be used in a condition' : null)
const decide = (principal: Principal, command: ProcessCommand, process: Process | undefined) =>
  decideWith(principal, command, process, checkCondition)
const names: Names = new Map()
const create = (of = definition()): ProcessCommand => ({
  type: 'create',
  processUuid,
  definition: of,
  names,
  full: false,
})
const noSettings = { autoPass: null, cc: null, forbid: null }
const nothing: DefinitionChange = { tenantUuid: null, name: null, description: null, steps: null, settings: noSettings }
const change = (to: Partial<DefinitionChange>, version: number | null = null, known = names): ProcessCommand => {
  return { type: 'update', processUuid, version, change: { ...nothing, ...to }, names: known }
}
const update = ({ tenantUuid, name, description, steps } = definition()): ProcessCommand =>
  change({ tenantUuid, name, description, steps })
const remove = (inUse = false): ProcessCommand => ({ type: 'delete', processUuid, inUse })

const given = (...commands: readonly (readonly [Principal, ProcessCommand])[]): Process | undefined => {
  let process: Process | undefined
  let seq = 0
  for (const [principal, command] of commands) {
    const decision = decide(principal, command, process)
    if (isRefusal(decision)) continue
    for (const event of decision) process = evolve(process, { ...event, seq: ++seq, at: 1_000 * seq })
  }
  return process
}
const defined = given([administrator, create()])
const scodeOf = (decision: Decision<ProcessEvent>) => (isRefusal(decision) ? decision.scode : 0)

describe('creating a process', () => {
  test.each([
    ['the administrator of the tenant may', administrator, 0],
    ['a super administrator may, for any tenant', superAdministrator, 0],
    ['others of the tenant may not', colleague, 2003],
    ['the administrator of another tenant may not', stranger, 2003],
    ['a role named like the tenant counts in that tenant only', caller('t2', 't1'), 2003],
  ])('%s', (_who, principal, scode) => {
    expect(scodeOf(decide(principal, create(), undefined))).toBe(scode)
  })

  test.each([
    ['of the tenant itself', administrator, step('t1', 'auditor'), 0],
    ['of the system', administrator, step('system', 'system'), 0],
    ['of another tenant is refused', administrator, step('t2', 't2'), 2003],
    ['of another tenant is fine when a super administrator defines it', superAdministrator, step('t2', 't2'), 0],
  ])('a step with a role %s', (_which, principal, one, scode) => {
    expect(scodeOf(decide(principal, create(definition('t1', [step('t1', 'auditor'), one])), undefined))).toBe(scode)
  })

  test('remembers its creator by the caller’s token', () => {
    expect(defined).toMatchObject({
      creator: { userUuid: 'user-of-t1', role: 'name of t1', tenantUuid: 't1', tenantName: 'name of t1' },
      createdAt: 1_000,
      version: 1,
    })
  })

  test('never takes a uuid twice, not even that of a removed process', () => {
    expect(scodeOf(decide(administrator, create(), defined))).toBe(2003)
    expect(scodeOf(decide(administrator, create(), given([administrator, create()], [administrator, remove()])))).toBe(
      2003,
    )
  })
})

describe('a defined process', () => {
  test('becomes a new version with the old creator and time when it is updated', () => {
    const steps = [step('t1', 't1'), step('system', 'system')]
    const updated = given(
      [administrator, create()],
      [superAdministrator, update({ ...definition('t1', steps), name: 'four eyes' })],
    )
    expect(updated).toMatchObject({
      name: 'four eyes',
      steps,
      version: 2,
      creator: { tenantUuid: 't1' },
      createdAt: 1_000,
      updatedAt: 2_000,
    })
  })

  test.each([
    ['name', 'four eyes'],
    ['description', 'who pays must agree'],
    ['description', ''],
    ['steps', [step('t1', 't1'), step('t1', 'auditor')]],
  ] as const)('with %s %j alone changes only that', (field, value) => {
    const described = given([administrator, create({ ...definition(), description: 'as it was' })])
    const decision = decide(administrator, change({ [field]: value }), described)
    if (isRefusal(decision) || decision[0] === undefined) throw new Error('no change')
    const changed = evolve(described, { ...decision[0], seq: 2, at: 2_000 })
    expect(changed).toEqual({ ...described, [field]: value, version: 2, updatedAt: 2_000 })
  })

  test('is not changed by what says what it is, however full its history', () => {
    const full: DefinedProcess = { ...(defined as DefinedProcess), version: MAX_VERSIONS }
    const { tenantUuid, name, description, steps } = full
    for (const same of [
      {},
      { tenantUuid },
      { name },
      { description },
      { steps },
      { tenantUuid, name, description, steps },
    ])
      expect(decide(administrator, change(same), full)).toEqual([])
  })

  test('is not changed by the names that tokens have shown of its roles since', () => {
    const known: Names = new Map([['t1 auditor', 'name of auditor']])
    const shown = [{ ...step('t1', 'auditor'), roleName: 'name of auditor' }]
    expect(decide(administrator, change({ steps: shown }, null, known), defined)).toEqual([])
    expect(decide(administrator, change({ name: 'new' }, null, known), defined)).toMatchObject([
      { data: { steps: definition().steps } },
    ])
  })

  test('is changed only if it is still the one that was read', () => {
    expect(scodeOf(decide(administrator, change({ name: 'new' }, 1), defined))).toBe(0)
    const updated = given([administrator, create()], [administrator, change({ name: 'new' }, 1)])
    expect(decide(administrator, change({ name: 'newer' }, 1), updated)).toEqual({
      scode: 4007,
      desc: { en: 'its version is 2, not 1', cn: '当前版本是 2，不是 1' },
    })
    expect(scodeOf(decide(administrator, change({ name: 'newer' }, 2), updated))).toBe(0)
    expect(scodeOf(decide(colleague, change({ name: 'newer' }, 1), updated))).toBe(2003)
  })

  test('does not exist for other tenants', () => {
    expect(decide(stranger, update(), defined)).toMatchObject({ scode: 4001, name: '' })
    expect(decide(stranger, remove(), defined)).toMatchObject({ scode: 4001, name: '' })
  })

  test('is changed by no ordinary user of its tenant, who is told its name', () => {
    expect(scodeOf(decide(colleague, update(), defined))).toBe(2003)
    expect(decide(colleague, remove(), defined)).toMatchObject({ scode: 2003 })
  })

  test('is not moved to another tenant by an update', () => {
    expect(scodeOf(decide(superAdministrator, update(definition('t2', [step('t2', 't2')])), defined))).toBe(4001)
  })

  test('stays while a pending ticket follows it', () => {
    expect(decide(administrator, remove(true), defined)).toMatchObject({ scode: 4002 })
    expect(scodeOf(decide(administrator, remove(false), defined))).toBe(0)
  })

  test('takes no more versions than one document can hold, but can still be deleted', () => {
    const full: DefinedProcess = { ...(defined as DefinedProcess), version: MAX_VERSIONS }
    expect(scodeOf(decide(administrator, change({ name: 'new' }), full))).toBe(3017)
    expect(scodeOf(decide(administrator, remove(), full))).toBe(0)
  })
})

describe('the built-in process', () => {
  test.each([create(), update(), remove()])('cannot be touched by %j, not even by a super administrator', (command) => {
    expect(decide(superAdministrator, { ...command, processUuid: 'system' }, undefined)).toMatchObject({ scode: 4003 })
  })
})

describe('whatever is commanded, in whatever order', () => {
  const tenant = fc.constantFrom('t1', 't2', 'system')
  const principal = fc.constantFrom(superAdministrator, administrator, colleague, stranger)
  const steps = fc.array(
    fc.tuple(tenant, tenant).map(([owner, role]) => step(owner, role)),
    { minLength: 1, maxLength: 3 },
  )
  const command: fc.Arbitrary<ProcessCommand> = fc.oneof(
    fc.tuple(tenant, steps).map(([of, list]) => create(definition(of, list))),
    fc.tuple(tenant, steps).map(([of, list]) => update(definition(of, list))),
    fc.boolean().map(remove),
  )
  const commands = fc.array(fc.tuple(principal, command), { maxLength: 12 })
  const property = (holds: (process: Process | undefined, next: readonly [Principal, ProcessCommand]) => void) =>
    fc.assert(fc.property(commands, fc.tuple(principal, command), (before, next) => holds(given(...before), next)))
  const after = (process: Process | undefined, decision: Decision<ProcessEvent>) =>
    isRefusal(decision)
      ? process
      : decision.reduce<Process | undefined>(
          (state, event) => evolve(state, { ...event, seq: (state?.version ?? 0) + 1, at: 0 }),
          process,
        )

  test('a process stays in its tenant, with its creator, and its version only grows', () => {
    property((process, [principal, command]) => {
      const next = after(process, decide(principal, command, process))
      if (process === undefined || next === undefined) return
      expect(next.tenantUuid).toBe(process.tenantUuid)
      expect(next.version).toBeGreaterThanOrEqual(process.version)
      if (process.status === 'defined' && next.status === 'defined') expect(next.creator).toEqual(process.creator)
    })
  })

  test('a removed process stays removed', () => {
    property((process, [principal, command]) => {
      if (process?.status === 'removed') expect(isRefusal(decide(principal, command, process))).toBe(true)
    })
  })

  test('only administrators change anything, and only in their own tenant', () => {
    property((process, [principal, command]) => {
      const decision = decide(principal, command, process)
      if (isRefusal(decision) || principal === superAdministrator) return
      const next = after(process, decision)
      expect(principal.roles.map((role) => role.uuid)).toContain(next?.tenantUuid)
      if (next?.status !== 'defined') return
      for (const one of next.steps) expect(['system', next.tenantUuid]).toContain(one.tenantUuid)
    })
  })

  test('an accepted definition is the one that was given', () => {
    property((process, [principal, command]) => {
      const decision = decide(principal, command, process)
      if (isRefusal(decision) || command.type === 'delete') return
      const { settings: _, ...given } = command.type === 'create' ? command.definition : command.change
      expect(after(process, decision)).toMatchObject(given)
    })
  })
})

describe('a process that says more than one role after another', () => {
  const legal = { kind: 'role', tenantUuid: 't1', tenantName: '', roleUuid: 'legal', roleName: '' } as const
  const li = { kind: 'user', tenantUuid: 't1', tenantName: '', userUuid: 'li', userName: '' } as const
  const settings = {
    key: 'contract',
    name: '',
    approvers: [
      { owner: legal, count: 2 },
      { owner: li, count: 1 },
    ],
    need: '2',
    veto: true,
    after: null,
    when: null,
    due: null,
  }
  const richStep: Step = { ...step('t1', 'legal'), settings }
  const rich = definition('t1', [richStep])
  const richProcess = given([administrator, create(rich)])

  test('keeps its settings, with names that tokens have shown', () => {
    const shown: Names = new Map([
      ['t1 legal', '法务'],
      ['t1 @li', '李法务'],
    ])
    const [event] = decide(
      administrator,
      { type: 'create', processUuid, definition: rich, names: shown, full: false },
      undefined,
    ) as [ProcessEvent]
    expect(event.data).toMatchObject({
      steps: [
        {
          roleUuid: 'legal',
          roleName: '法务',
          settings: {
            approvers: [
              { owner: { roleName: '法务' }, count: 2 },
              { owner: { userName: '李法务' }, count: 1 },
            ],
          },
        },
      ],
    })
  })

  test.each([
    ['needs more approvers than it names', { ...settings, need: '4' }],
    ['comes after a step that is not there', { ...settings, after: ['none'] }],
    ['has a condition that cannot be used', { ...settings, when: 'ticket.name.matches("a")' }],
  ])('is refused when a step %s', (_what, own) => {
    expect(scodeOf(decide(administrator, create(definition('t1', [{ ...richStep, settings: own }])), undefined))).toBe(
      4005,
    )
    expect(scodeOf(decide(administrator, change({ steps: [{ ...richStep, settings: own }] }), defined))).toBe(4005)
  })

  test.each([
    ['an approver', { ...settings, approvers: [{ owner: { ...li, tenantUuid: 't2' }, count: 1 }], need: 'any' }],
    [
      'who is told when it is late',
      {
        ...settings,
        due: { in: 60, remindIn: [], action: 'escalate' as const, escalateTo: { ...li, tenantUuid: 't2' } },
      },
    ],
  ])('names %s of the tenant or of the system only', (_who, own) => {
    expect(scodeOf(decide(administrator, create(definition('t1', [{ ...richStep, settings: own }])), undefined))).toBe(
      2003,
    )
  })

  const ofOthers: SeatOwner = { ...legal, tenantUuid: 't2' }
  const copiesTo = (...cc: SeatOwner[]) => ({ ...noSettings, cc })

  test.each([
    ['someone in copy of the tenant', { settings: copiesTo(legal) }, 0],
    ['someone in copy of another tenant', { settings: copiesTo(legal, ofOthers) }, 2003],
    ['the same beside steps', { steps: [richStep], settings: copiesTo(ofOthers) }, 2003],
    [
      'an escalation to another tenant',
      {
        steps: [
          {
            ...richStep,
            settings: { ...settings, due: { in: 60, remindIn: [], action: 'escalate' as const, escalateTo: ofOthers } },
          },
        ],
      },
      2003,
    ],
    ['a step of another tenant', { steps: [richStep, step('t2', 't2')] }, 2003],
  ])('an update that names %s is checked as its creation is', (_who, to, scode) => {
    expect(scodeOf(decide(administrator, change(to, 1), richProcess))).toBe(scode)
    expect(scodeOf(decide(superAdministrator, change(to, 1), richProcess))).toBe(0)
  })

  test('what a super administrator named of other tenants hinders no update that does not name it', () => {
    const copied = given([administrator, create(rich)], [superAdministrator, change({ settings: copiesTo(ofOthers) })])
    expect(decide(administrator, change({ steps: [step('t1', 'auditor')] }, 2), copied)).toMatchObject([
      { data: { steps: [{ roleUuid: 'auditor' }], settings: { cc: [ofOthers] } } },
    ])
    const approved = given([superAdministrator, create(definition('t1', [step('t2', 't2')]))])
    expect(scodeOf(decide(administrator, change({ settings: copiesTo(legal) }), approved))).toBe(0)
  })

  /** Steps that each have so many seats for one role of this name. */
  const stepsNamed = (steps: number, count: number, roleName: string): Step[] =>
    Array.from({ length: steps }, (_, at) => {
      const approvers = [{ owner: { ...legal, roleName }, count }]
      return { ...step('t1', 'legal'), settings: { ...settings, key: `${at}`, need: 'any', approvers } }
    })

  test.each([
    ['it is too large', stepsNamed(20, 1, '😀'.repeat(1_000))],
    ['a ticket would hold too much of it', stepsNamed(6, 10, '😀'.repeat(300))],
  ])('is refused when %s', (_why, steps) => {
    expect(decide(administrator, create(definition('t1', steps)), undefined)).toMatchObject({ scode: 4005 })
    expect(decide(administrator, change({ steps }), defined)).toMatchObject({ scode: 4005 })
  })

  test('is as large as the names that tokens have shown of its roles make it', () => {
    const shown: Names = new Map([
      ['t1 legal', '法'.repeat(256)],
      ['t1', '租'.repeat(256)],
    ])
    const given = definition('t1', stepsNamed(6, 10, ''))
    const knowing = (known: Names) =>
      scodeOf(
        decide(administrator, { type: 'create', processUuid, definition: given, names: known, full: false }, undefined),
      )
    expect([knowing(names), knowing(shown)]).toEqual([0, 4005])
  })

  test('is refused when what is put in copy makes it too large; one that is too large already may become smaller', () => {
    const described = (characters: number) => ({ description: '述'.repeat(characters) })
    const copies = Array.from({ length: 20 }, (_, at) => ({ ...legal, roleUuid: `r${at}`, roleName: '抄'.repeat(256) }))
    const near = { ...(richProcess as DefinedProcess), ...described(20_000) }
    expect(scodeOf(decide(administrator, change({ name: 'renamed' }), near))).toBe(0)
    expect(scodeOf(decide(administrator, change({ settings: copiesTo(...copies) }), near))).toBe(4005)
    const old = { ...near, ...described(30_000) }
    expect(scodeOf(decide(administrator, change(described(29_000)), old))).toBe(0)
    expect(scodeOf(decide(administrator, change(described(30_001)), old))).toBe(4005)
  })

  test('can be renamed also where its steps are not as they would be defined now', () => {
    const due = { in: null, remindIn: [60], action: 'pass' as const, escalateTo: null }
    const old = {
      ...(richProcess as DefinedProcess),
      steps: [{ ...richStep, settings: { ...richStep.settings!, due } }],
    }
    expect(scodeOf(decide(administrator, change({ name: 'renamed' }), old))).toBe(0)
    const steps = [{ ...richStep, settings: { ...richStep.settings!, due: { ...due, remindIn: [120] } } }]
    expect(scodeOf(decide(administrator, change({ steps }, old.version), old))).toBe(4005)
  })

  test('is not overwritten by a client that knows plain steps only', () => {
    const plain = { steps: [step('t1', 'legal')] }
    expect(scodeOf(decide(administrator, change(plain), richProcess))).toBe(4004)
    expect(scodeOf(decide(administrator, change(plain, 1), richProcess))).toBe(0)
    expect(scodeOf(decide(administrator, change({ name: 'renamed' }), richProcess))).toBe(0)
  })

  test('changes each of its settings alone', () => {
    const all = given(
      [administrator, create(rich)],
      [administrator, change({ settings: { ...noSettings, autoPass: 'details.cpu < 2' } })],
      [administrator, change({ settings: { ...noSettings, cc: [legal] } })],
      [administrator, change({ settings: { ...noSettings, forbid: ['add'] } })],
    )
    expect(all).toMatchObject({ version: 4, settings: { autoPass: 'details.cpu < 2', cc: [legal], forbid: ['add'] } })
    expect(decide(administrator, change({ settings: { ...noSettings, forbid: ['add'] } }), all)).toEqual([])
    expect(decide(administrator, change({ settings: { ...noSettings, autoPass: '' } }), all)).toMatchObject([
      { data: { settings: { autoPass: null, cc: [legal] } } },
    ])
  })
})
