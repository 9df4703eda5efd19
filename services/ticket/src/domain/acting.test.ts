import { isRefusal, type Principal, type SeatOwner, type Step, type StepSettings } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Absent } from './acting.ts'
import { can } from './can.ts'
import { evolve } from './evolve.ts'
import type { Definition } from './plan.ts'
import { stepsView } from './stepsView.ts'
import type { Ticket } from './ticket.ts'
import {
  add,
  archive,
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
  returnTo,
  submit,
  ticketUuid,
  transferTo,
  twoSteps,
} from './tickets.fixture.ts'

// Delegates: who may decide in the place of an absent person, and what that gives nobody a right to.

const delegationUuid = '11111111-2222-4333-8444-555555555555'
const forPerson = (absent: Principal, reach: Partial<Pick<Absent, 'types' | 'processUuids'>> = {}): Absent => ({
  ...absent,
  delegationUuid,
  types: [],
  processUuids: [],
  ...reach,
})

const ann = person('ann', 'acme', 'operations')
const bo = person('bo', 'acme')
const cy = person('cy', 'acme', 'finance')

interface Scene {
  readonly definition?: Definition
  /** For whom each person acts. */
  readonly absent?: Readonly<Record<string, readonly Absent[]>>
}

const within = ({ definition = twoSteps, absent = {} }: Scene = {}) => {
  const absentOf = (who: Principal) => () => absent[who.userUuid] ?? []
  const decide = (ticket: Ticket | undefined, request: Request, who: Principal) =>
    decideIn({ definitionOf: () => definition, absentOf: absentOf(who) }, request, who, ticket)
  const run = (ticket: Ticket | undefined, request: Request, who: Principal) => {
    const decision = decide(ticket, request, who)
    if (isRefusal(decision)) return { ticket, outcome: decision.scode, decision }
    const after = decision.reduce<Ticket | undefined>(
      (before, event) => evolve(before, recorded(event, (before?.version ?? 0) + 1, who), ticketUuid),
      ticket,
    )
    return { ticket: after, outcome: decision.map(({ type }) => type), decision }
  }
  return {
    run,
    after: (...story: readonly (readonly [Request, Principal])[]): Ticket => {
      let ticket: Ticket | undefined
      for (const [request, who] of story) {
        const done = run(ticket, request, who)
        if (typeof done.outcome === 'number') throw new Error(`refused: ${done.outcome}`)
        ticket = done.ticket
      }
      if (ticket === undefined) throw new Error('no ticket')
      return ticket
    },
    can: (ticket: Ticket, who: Principal) => can(who, ticket, absentOf(who)),
  }
}

const user = (who: Principal): SeatOwner => ({
  kind: 'user',
  tenantUuid: 'acme',
  tenantName: 'Acme',
  userUuid: who.userUuid,
  userName: who.userName,
})
const step = (approvers: readonly SeatOwner[], settings: Partial<StepSettings> = {}): Step => ({
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roleUuid: 'x',
  roleName: 'x',
  settings: {
    key: '0',
    name: '',
    approvers: approvers.map((owner) => ({ owner, count: 1 })),
    need: 'any',
    veto: true,
    after: null,
    when: null,
    due: null,
    ...settings,
  },
})
const rich = (steps: readonly Step[], forbid: readonly ('delegate' | 'return')[] = []): Definition => ({
  ...twoSteps,
  steps,
  settings: { autoPass: null, cc: [], forbid: [...forbid] },
})

describe('a delegate', () => {
  const scene = within({ absent: { bo: [forPerson(ann)] } })
  const waiting = scene.after([submit(feedback), lin])

  test('decides what waits for the absent person, and both stand in the step and in the event', () => {
    const { outcome, decision, ticket } = scene.run(waiting, pass, bo)
    expect(outcome).toEqual(['ticket.step-passed'])
    expect(decision).toMatchObject([{ data: { step: 0, onBehalfOf: { userUuid: 'ann' }, delegation: delegationUuid } }])
    expect(stepsView(ticket as Ticket)[0]?.votes).toMatchObject([
      { user_uuid: 'bo', on_behalf_of: { user_uuid: 'ann', user_name: 'name of ann' } },
    ])
  })

  test('may approve, reject, return and add approvers, and nothing else that the absent person may', () => {
    expect(scene.can(waiting, bo)).toEqual(['pass', 'overrule', 'return', 'add-approvers'])
    expect(scene.run(waiting, overrule, bo).outcome).toEqual(['ticket.overruled'])
    expect(scene.run(waiting, returnTo(null), bo).outcome).toEqual(['ticket.overruled'])
    expect(scene.run(waiting, add('before', ['second']), bo).decision).toMatchObject([
      { type: 'ticket.approvers-added', data: { onBehalfOf: { userUuid: 'ann' }, delegation: delegationUuid } },
    ])
    expect(scene.run(waiting, transferTo('second'), bo).outcome).toBe(3003)
  })

  test('returns to a step, which says for whom', () => {
    const absent = { bo: [forPerson(cy)] }
    const second = within({ absent })
    const ticket = second.after([submit(feedback), lin], [pass, ann])
    expect(second.run(ticket, returnTo(0), bo).decision).toMatchObject([
      { type: 'ticket.returned', data: { onBehalfOf: { userUuid: 'cy' }, delegation: delegationUuid } },
    ])
  })

  test('sees the ticket while the delegation lasts, so that what they may not do is refused by its reason', () => {
    expect(scene.run(waiting, archive, bo).outcome).toBe(2003)
    expect(within().run(waiting, archive, bo).outcome).toBe(3001)
    expect(within().run(waiting, pass, bo).outcome).toBe(3001)
  })

  test('of a later step sees it already, and has no turn yet', () => {
    const later = within({ absent: { bo: [forPerson(cy)] } })
    expect(later.run(waiting, pass, bo).outcome).toBe(3003)
  })

  test('takes a seat of their own first', () => {
    const both = within({ absent: { cy: [forPerson(ann)] } })
    const ticket = both.after([submit(feedback), lin], [pass, ann])
    expect(both.run(ticket, pass, cy).decision).toEqual([{ type: 'ticket.passed', data: { step: 1, config: null } }])
  })

  test('acts on the types and the processes that the delegation names', () => {
    const outcomeOf = (reach: Parameters<typeof forPerson>[1], info = feedback) => {
      const one = within({ absent: { bo: [forPerson(ann, reach)] } })
      return one.run(one.after([submit(info), lin]), pass, bo).outcome
    }
    expect(outcomeOf({ types: ['FEEDBACK'] })).toEqual(['ticket.step-passed'])
    expect(outcomeOf({ types: ['FEEDBACK'] }, image)).toBe(3001)
    expect(outcomeOf({ processUuids: [processUuid] })).toEqual(['ticket.step-passed'])
    expect(outcomeOf({ processUuids: ['system'] })).toBe(3001)
  })

  test('hears 3014 where the process lets no delegate decide, and the absent person decides', () => {
    const forbidding = within({ definition: rich([step([user(ann)])], ['delegate']), absent: { bo: [forPerson(ann)] } })
    const ticket = forbidding.after([submit(feedback), lin])
    expect(forbidding.run(ticket, pass, bo).outcome).toBe(3014)
    expect(forbidding.can(ticket, bo)).toEqual([])
    expect(forbidding.run(ticket, add('before', ['second']), bo).outcome).toBe(3014)
    expect(forbidding.run(ticket, pass, ann).outcome).toEqual(['ticket.passed'])
  })
})

describe('a delegation gives nothing', () => {
  test('to the applicant, nor of the applicant', () => {
    const asApplicant = within({ absent: { lin: [forPerson(ann)] } })
    const own = asApplicant.after([submit(feedback), lin])
    expect(asApplicant.run(own, pass, lin).outcome).toBe(3004)
    const elsewhere = { ...lin, tenantUuid: 'umbrella' }
    expect(within({ absent: { lin: [forPerson(ann)] } }).run(own, pass, elsewhere).outcome).toBe(3001)
    // The applicant holds the role of the second step, and somebody acts for them.
    const holder = person('lin', 'acme', 'finance')
    const ofApplicant = within({
      definition: rich([
        step([user(ann)]),
        step([user(cy), { kind: 'role', ...twoSteps.steps[1]! }], { key: '1', need: 'all' }),
      ]),
      absent: { bo: [forPerson(holder)] },
    })
    const ticket = ofApplicant.after([submit(feedback), holder], [pass, ann])
    expect(ofApplicant.run(ticket, pass, bo).outcome).toBe(3001)
  })

  test('through a chain: what the absent person may do as a delegate stays theirs', () => {
    const chain = within({ absent: { bo: [forPerson(ann)], cy: [forPerson(bo)] } })
    const ticket = chain.after([submit(feedback), lin])
    expect(chain.run(ticket, pass, cy).outcome).toBe(3003)
    expect(chain.run(ticket, pass, person('dee', 'acme')).outcome).toBe(3001)
  })

  test('more in a loop than each may do for the other', () => {
    const loop = within({ absent: { ann: [forPerson(cy)], cy: [forPerson(ann)] } })
    const ticket = loop.after([submit(feedback), lin])
    expect(loop.run(ticket, pass, cy).outcome).toEqual(['ticket.step-passed'])
    const second = loop.after([submit(feedback), lin], [pass, cy])
    expect(loop.run(second, pass, ann).outcome).toEqual(['ticket.passed'])
  })
})

describe('a person counts once in a step, acting or acted for', () => {
  const definition = rich([step([user(ann), user(bo)], { need: 'all' })])
  const scene = within({ definition, absent: { bo: [forPerson(ann)], cy: [forPerson(ann), forPerson(bo)] } })

  test('who has a seat of their own takes that, and leaves the other to someone else', () => {
    const ticket = scene.after([submit(feedback), lin], [pass, bo])
    expect(scene.run(ticket, pass, bo).outcome).toBe(3009)
    expect(scene.run(ticket, pass, ann).outcome).toEqual(['ticket.passed'])
    expect(scene.run(ticket, pass, cy).outcome).toEqual(['ticket.passed'])
  })

  test('a delegate of two votes for one of them', () => {
    const ticket = scene.after([submit(feedback), lin], [pass, cy])
    expect(scene.run(ticket, pass, cy).outcome).toBe(3009)
    expect(scene.run(ticket, pass, ann).outcome).toBe(3009)
    expect(scene.run(ticket, pass, bo).outcome).toEqual(['ticket.passed'])
  })

  test('whose seat was taken for them has voted', () => {
    const one = within({ definition, absent: { cy: [forPerson(ann)] } })
    const ticket = one.after([submit(feedback), lin], [pass, cy])
    expect(one.run(ticket, overrule, ann).outcome).toBe(3009)
  })

  test('who has voted in one branch acts for an absent person in another', () => {
    const branches = rich([step([user(bo)]), step([user(ann)], { key: '1', after: [] })])
    const one = within({ definition: branches, absent: { bo: [forPerson(ann)] } })
    const ticket = one.after([submit(feedback), lin], [pass, bo])
    expect(one.can(ticket, bo)).toContain('pass')
    expect(one.run(ticket, pass, bo).decision).toMatchObject([{ data: { step: 1, onBehalfOf: { userUuid: 'ann' } } }])
  })
})

test('the look-up is asked for only by who alone may not see the ticket, or has no turn', () => {
  const asked: string[] = []
  const ticket = within().after([submit(feedback), lin])
  const outcomes = [ann, cy, bo, lin].map((who) => {
    const absentOf = () => {
      asked.push(who.userUuid)
      return []
    }
    return decideIn({ absentOf }, pass, who, ticket)
  })
  expect(outcomes.map((one) => (isRefusal(one) ? one.scode : 0))).toEqual([0, 3003, 3001, 3004])
  expect(asked).toEqual(['cy', 'bo'])
})

test('in no story does the applicant act, or is acted for, and nobody occurs twice in a step', () => {
  const roles = ['operations', 'finance']
  const users = ['ann', 'bo', 'cy', 'dee', 'lin']
  const people = fc
    .constantFrom(...users)
    .chain((userUuid) => fc.subarray(roles).map((held) => person(userUuid, 'acme', ...held)))
  const definitions = fc.constantFrom(
    twoSteps,
    rich([step([user(ann), user(bo), { kind: 'role', ...twoSteps.steps[0]! }], { need: 'all', veto: false })]),
    rich([step([user(ann), user(person('lin', 'acme'))], { need: 'any' }), step([user(bo)], { key: '1', after: [] })]),
  )
  const acts = fc.array(
    fc.record({
      who: people,
      absent: fc.array(people, { maxLength: 3 }),
      request: fc.constantFrom(pass, pass, pass, overrule, returnTo(0), transferTo('second')),
    }),
    { maxLength: 25 },
  )
  fc.assert(
    fc.property(definitions, acts, (definition, story) => {
      let ticket = within({ definition }).after([submit(feedback), lin])
      for (const { who, absent, request } of story) {
        const received = absent.filter(({ userUuid }) => userUuid !== who.userUuid).map((one) => forPerson(one))
        const scene = within({ definition, absent: { [who.userUuid]: received } })
        const alone = within({ definition })
        const done = scene.run(ticket, request, who)
        // Nobody transfers by a delegation.
        const isTransfer = request.type === 'ticket.transfer' && typeof done.outcome !== 'number'
        if (isTransfer) expect(alone.run(ticket, request, who).outcome).toEqual(done.outcome)
        if (scene.can(ticket, who).includes('pass'))
          expect(scene.run(ticket, pass, who).outcome).not.toEqual(expect.any(Number))
        ticket = done.ticket as Ticket
        for (const { by, onBehalfOf } of ticket.round?.votes ?? []) {
          expect([by.userUuid, onBehalfOf?.userUuid]).not.toContain('lin')
        }
        for (const { id } of ticket.round?.steps ?? []) {
          const present = (ticket.round?.votes ?? [])
            .filter((vote) => vote.step === id)
            .flatMap(({ by, onBehalfOf }) => [by.userUuid, ...(onBehalfOf === null ? [] : [onBehalfOf.userUuid])])
          expect(new Set(present).size).toBe(present.length)
        }
      }
    }),
    { numRuns: 1_000 },
  )
})
