import { type Principal, type SeatOwner, type Step, type StepSettings, userKey } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { problemOf } from './checkDefinition.ts'
import { type FlowStep, newRound, ownsSeat, peopleIn, type Round, votesIn } from './flow.ts'
import { planSteps } from './planSteps.ts'
import {
  activeSteps,
  addStep,
  beginsAfter,
  followersOf,
  isComplete,
  isPossible,
  resetTo,
  returnTargets,
  transferSeat,
  withBegun,
  withDone,
  withVote,
} from './progress.ts'
import { assignSeats, completable, openSeats, verdictOf } from './seating.ts'
import { placeOf, voteAt } from './voting.ts'

// Random processes, people and decisions (workflow of contract §3). People hold several roles; the applicant holds some too.

const roles = ['r1', 'r2', 'r3'] as const
const person = (userUuid: string, ...held: readonly string[]): Principal => ({
  userUuid,
  userName: userUuid,
  tenantUuid: 't',
  tenantName: 't',
  roles: held.map((uuid) => ({ uuid, name: uuid })),
})
const applicant = person('applicant', 'r1')
const people = [
  person('a', 'r1'),
  person('b', 'r1', 'r2'),
  person('c', 'r2', 'r3'),
  person('d', 'r1', 'r2', 'r3'),
  person('e', 'r3'),
  person('f'),
]
const role = (roleUuid: string): SeatOwner => ({
  kind: 'role',
  tenantUuid: 't',
  tenantName: 't',
  roleUuid,
  roleName: roleUuid,
})
const user = (userUuid: string): SeatOwner => ({
  kind: 'user',
  tenantUuid: 't',
  tenantName: 't',
  userUuid,
  userName: userUuid,
})
const administrator = role('t')

const owners = fc.oneof(fc.constantFrom(...roles).map(role), fc.constantFrom('a', 'b', 'c', 'f', 'applicant').map(user))
const needs = fc.oneof(
  fc.constantFrom('any', 'all'),
  fc.integer({ min: 1, max: 4 }).map(String),
  fc.integer({ min: 1, max: 100 }).map((percent) => `${percent}%`),
)
const definedStep = (id: number) =>
  fc.record<StepSettings>({
    key: fc.constant(String(id)),
    name: fc.constant(''),
    approvers: fc.array(fc.record({ owner: owners, count: fc.integer({ min: 1, max: 2 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    need: needs,
    veto: fc.boolean(),
    after:
      id === 0
        ? fc.constant(null)
        : fc.option(fc.uniqueArray(fc.integer({ min: 0, max: id - 1 }).map(String), { maxLength: 3 })),
    when: fc.constantFrom(null, null, 'true', 'false', 'fails'),
    due: fc.constant(null),
  })
const first = { tenantUuid: 't', tenantName: 't', roleUuid: 'r1', roleName: 'r1' }
const definitions = fc
  .integer({ min: 1, max: 5 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, id) => definedStep(id))))
  .map((steps) => steps.map((settings): Step => ({ ...first, settings })))
  .filter((steps) => problemOf(steps, { autoPass: null }, () => null) === null)

const evaluate = (condition: string) =>
  condition === 'fails' ? { failure: 'no such key' } : { value: condition === 'true' }

type Act =
  | { readonly kind: 'vote'; readonly who: number; readonly says: 'pass' | 'overrule' }
  | { readonly kind: 'return'; readonly who: number; readonly target: number }
  | { readonly kind: 'transfer'; readonly who: number; readonly to: string }
  | {
      readonly kind: 'add'
      readonly who: number
      readonly where: 'before' | 'beside' | 'after'
      readonly owner: SeatOwner
    }

const acts = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('vote' as const),
        who: fc.nat(5),
        says: fc.constantFrom('pass' as const, 'pass' as const, 'pass' as const, 'overrule' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const), who: fc.nat(5), target: fc.nat(4) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('transfer' as const),
        who: fc.nat(5),
        to: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('add' as const),
        who: fc.nat(5),
        where: fc.constantFrom('before' as const, 'beside' as const, 'after' as const),
        owner: fc.constantFrom(...people.map(({ userUuid }) => user(userUuid)), role('r2')),
      }),
    },
  ),
  { maxLength: 40 },
)

type Over = 'pending' | 'passed' | 'overruled'
interface State {
  readonly round: Round
  readonly over: Over
}

/** What an act leads to; null when it is refused. */
const perform = ({ round }: State, act: Act): State | null => {
  const who = people[act.who] as Principal
  const place = placeOf(round, who, [], null)
  if (typeof place === 'string') return null
  const { step } = place
  const moved = (after: Round): State => ({ round: withBegun(after, beginsAfter(round, after, 0)), over: 'pending' })
  switch (act.kind) {
    case 'vote': {
      const voted = withVote(round, voteAt(place, who, { says: act.says, reason: '', at: 0 }))
      const verdict = verdictOf(step, votesIn(voted, step.id), applicant.userUuid)
      if (verdict === 'overruled') return { round: voted, over: 'overruled' }
      if (verdict === 'open') return { round: voted, over: 'pending' }
      const done = moved(withDone(voted, step.id))
      return { ...done, over: isComplete(done.round) ? 'passed' : 'pending' }
    }
    case 'return': {
      const targets = returnTargets(round, step.id)
      const target = targets[act.target % Math.max(1, targets.length)]
      return target === undefined ? null : moved(resetTo(round, target))
    }
    case 'transfer': {
      const seat = place.fills.find((index) => openSeats(step, votesIn(round, step.id)).includes(index))
      const after = seat === undefined ? null : transferSeat(round, step.id, seat, user(act.to))
      const impossible =
        after === null ||
        peopleIn(votesIn(round, step.id)).has(`t ${act.to}`) ||
        !isPossible(after, step.id, applicant.userUuid)
      return impossible ? null : { round: after, over: 'pending' }
    }
    case 'add': {
      const added = {
        key: '',
        name: '',
        seats: [{ owners: [act.owner] }],
        need: 1,
        veto: true,
        skipped: null,
        due: null,
      }
      return round.steps.length >= 30
        ? null
        : moved({ ...round, steps: addStep(round.steps, act.where, step.id, added) })
    }
  }
}

const begin = (defined: readonly Step[]): State => {
  const steps = planSteps(defined, { applicant, administrator, evaluate })
  const empty = newRound(steps)
  return { round: withBegun(empty, beginsAfter(null, empty, 0)), over: 'pending' }
}

const walk = (
  defined: readonly Step[],
  list: readonly Act[],
  watch: (before: State, act: Act, after: State) => void,
): State => {
  let state = begin(defined)
  for (const act of list) {
    if (state.over !== 'pending') break
    const after = perform(state, act)
    if (after === null) continue
    watch(state, act, after)
    state = after
  }
  return state
}

const numRuns = Number(process.env.WALKS ?? 1_000)
const walks = (watch: (before: State, act: Act, after: State) => void, ended: (state: State) => void = () => {}) =>
  fc.assert(
    fc.property(definitions, acts, (defined, list) => {
      ended(walk(defined, list, watch))
    }),
    { numRuns },
  )

const stepOf = (round: Round, id: number): FlowStep => round.steps.find((step) => step.id === id) as FlowStep

test('a step is done exactly when it has as many votes for as it needs', () => {
  walks((_before, _act, { round, over }) => {
    for (const { id, need, skipped } of round.steps) {
      if (skipped !== null) continue
      const votes = votesIn(round, id).filter(({ says }) => says === 'pass').length
      if (over === 'overruled' && !round.done.includes(id)) continue
      expect([id, round.done.includes(id)]).toEqual([id, votes === need])
    }
  })
})

test('a ticket is passed exactly when every step is done or skipped', () => {
  walks(
    () => {},
    ({ round, over }) => {
      expect(over === 'passed').toBe(isComplete(round))
    },
  )
})

test('while a ticket is pending some step is active, and every active step has an open seat and can be completed', () => {
  walks((_before, _act, { round, over }) => {
    if (over !== 'pending') return
    expect(activeSteps(round)).not.toEqual([])
    for (const step of activeSteps(round)) {
      expect(openSeats(step, votesIn(round, step.id))).not.toEqual([])
      expect(completable(step, votesIn(round, step.id), applicant.userUuid)).toBe(true)
    }
  })
})

test('a plan begins with a step that can be completed by others than the applicant', () => {
  fc.assert(
    fc.property(definitions, (defined) => {
      const { round } = begin(defined)
      expect(activeSteps(round)).not.toEqual([])
      for (const step of round.steps) {
        if (step.skipped === null) expect(completable(step, [], applicant.userUuid)).toBe(true)
      }
    }),
    { numRuns },
  )
})

test('a person occurs at most once in the votes of a step, and each vote has a seat of its own', () => {
  walks((_before, _act, { round }) => {
    for (const step of round.steps) {
      const votes = votesIn(round, step.id)
      expect(peopleIn(votes).size).toBe(votes.length)
      expect(
        assignSeats(
          votes.map(({ fills }) => fills),
          step.seats.length,
        ).filter((one) => one !== undefined),
      ).toHaveLength(votes.length)
    }
  })
})

test('the applicant occurs in no vote', () => {
  walks((_before, _act, { round }) => {
    expect(round.votes.flatMap(({ by }) => userKey(by))).not.toContain(userKey(applicant))
  })
})

test('the steps that begin are those that are active after an act and were not before', () => {
  walks((before, _act, after) => {
    if (after.over !== 'pending') return
    const were = activeSteps(before.round).map(({ id }) => id)
    const are = activeSteps(after.round).map(({ id }) => id)
    const begun = after.round.begun.map(({ step }) => step)
    expect(begun).toEqual(expect.arrayContaining(are))
    expect(beginsAfter(before.round, after.round, 0).map(({ step }) => step)).toEqual(
      are.filter((id) => !were.includes(id)),
    )
  })
})

test('a return leaves no vote in its target and in what follows it, and every other vote', () => {
  walks((before, act, after) => {
    if (act.kind !== 'return') return
    const gone = before.round.votes.filter((vote) => !after.round.votes.includes(vote)).map(({ step }) => step)
    const [target] = before.round.done.filter(
      (id) => !after.round.done.includes(id) && activeSteps(after.round).some((step) => step.id === id),
    )
    const anew = new Set([target, ...followersOf(before.round.steps, target as number)])
    expect(gone.every((step) => anew.has(step))).toBe(true)
    expect(after.round.votes.filter(({ step }) => anew.has(step))).toEqual([])
    expect(after.round.steps).toEqual(before.round.steps)
  })
})

test('votes for a step lead to the same end in any order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ owner: owners, count: fc.integer({ min: 1, max: 2 }) }), { minLength: 1, maxLength: 4 }),
      fc.shuffledSubarray(people, { minLength: 1 }),
      fc.infiniteStream(fc.nat(5)),
      (approvers, voters, dice) => {
        const settings: StepSettings = {
          key: 'a',
          name: '',
          approvers,
          need: 'any',
          veto: true,
          after: null,
          when: null,
          due: null,
        }
        const seatsTaken = (order: readonly Principal[]): number => {
          let { round } = begin([{ ...first, settings }])
          round = { ...round, steps: round.steps.map((one) => ({ ...one, need: 99 })) }
          for (const who of order) {
            const place = placeOf(round, who, [], null)
            if (typeof place !== 'string')
              round = withVote(round, voteAt(place, who, { says: 'pass', reason: '', at: 0 }))
          }
          return round.votes.length
        }
        const other = [...voters].sort(() => (dice.next().value ?? 0) - 2.5)
        expect(seatsTaken(voters)).toBe(seatsTaken(other))
      },
    ),
    { numRuns },
  )
})

test('a seat is open exactly when a newcomer who owns only that seat would find a place', () => {
  walks((_before, _act, { round, over }) => {
    if (over !== 'pending') return
    for (const step of activeSteps(round)) {
      const votes = votesIn(round, step.id)
      const open = openSeats(step, votes)
      for (const index of step.seats.keys()) {
        const more = assignSeats([...votes.map(({ fills }) => fills), [index]], step.seats.length)
        expect(open.includes(index)).toBe(more.filter((one) => one !== undefined).length === votes.length + 1)
      }
    }
  })
})

test('whoever votes owns every seat that their vote could fill, at the time', () => {
  walks((before, act, after) => {
    if (act.kind !== 'vote') return
    const vote = after.round.votes.at(-1)
    const step = stepOf(before.round, vote?.step ?? -1)
    for (const index of vote?.fills ?? [])
      expect(ownsSeat(people[act.who] as Principal, step.seats[index] as FlowStep['seats'][number])).toBe(true)
  })
})
