import {
  listKeysFor,
  ownedBy,
  type Principal,
  type SeatOwner,
  type Step,
  type TicketAction,
  TURN_AFTER_VOTES,
  userKey,
} from '@gongdan/contracts'
import {
  activeSteps,
  completable,
  type FlowStep,
  followersOf,
  openSeats,
  ownsSeat,
  peopleIn,
  problemOf,
  type Round,
  type Timer,
  type Vote,
  votesIn,
} from '@gongdan/flow'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { AbsentOf } from '../acting.ts'
import { isVisible, relationsOf } from '../authorize.ts'
import { can } from '../can.ts'
import type { HistoryEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { listKeysOf, openStepsOf } from '../listKeys.ts'
import { approvals, needs, owners, processes, richTicket } from '../rich.fixture.ts'
import type { Ticket } from '../ticket.ts'
import {
  feedback,
  overrule,
  pass,
  person,
  type Request,
  returnTo,
  submit,
  submitOverruled,
  submitSaved,
  ticketUuid,
  transferTo,
  urge,
  withdraw,
} from '../tickets.fixture.ts'
import { timerOf } from '../timers.ts'
import { listItem } from '../view.ts'

// Random processes, people, commands and timers, through the actions themselves. WALKS=20000 is the long form.

// The applicant owns seats too, by a role and by name.
const applicant = person('wei', 'acme', 'r1')
const people = [
  person('a', 'acme', 'r1'),
  person('b', 'acme', 'r1', 'r2'),
  person('c', 'acme', 'r2', 'r3'),
  person('d', 'acme', 'r1', 'r2', 'r3'),
  person('e', 'acme', 'r3', 'acme'),
  // The applicant once more, in another tenant: the same person.
  person('wei', 'globex', 'globex'),
  applicant,
]
const names = new Map(people.map((one) => [`${one.tenantUuid} @${one.userUuid}`, one.userName]))

const first = { tenantUuid: 'acme', tenantName: 'Acme', roleUuid: 'r1', roleName: 'r1' }
const added = (where: 'before' | 'beside' | 'after', approvers: readonly SeatOwner[], need: string): Request => ({
  type: 'ticket.add-approvers',
  body: { stepId: null, where, need, reason: 'look', approvers: approvers.map((owner) => ({ owner, count: 1 })) },
})
const stepIds = fc.nat(5)
/** A return picks among the steps that are done: few others are possible. */
type Command = Request | { readonly returnsTo: number }
const requestOf = (command: Command, { round }: Ticket): Request => {
  if (!('returnsTo' in command)) return command
  const done = round?.done ?? []
  return returnTo(done[command.returnsTo % Math.max(1, done.length)] ?? command.returnsTo)
}
const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 10, arbitrary: fc.constant(pass) },
  { weight: 2, arbitrary: stepIds.map((stepId) => ({ ...pass, body: { stepId, config: null, reason: '' } })) },
  { weight: 1, arbitrary: fc.constant(overrule) },
  { weight: 3, arbitrary: stepIds.map((returnsTo) => ({ returnsTo })) },
  { weight: 1, arbitrary: fc.constant(returnTo(null)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'wei', 'nobody'), fc.option(stepIds))
      .map(([to, stepId]) => transferTo(to, { stepId })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('before' as const, 'beside' as const, 'after' as const),
        fc.array(owners, { minLength: 1, maxLength: 3 }),
        needs,
      )
      .map((all) => added(...all)),
  },
  { weight: 2, arbitrary: fc.constantFrom(submitOverruled, submitSaved, submit(feedback, false)) },
  { weight: 1, arbitrary: fc.constantFrom(withdraw, urge) },
)
interface Act {
  readonly command: Command
  readonly who: number
  /** Whether who does it is picked among those who may: others are mostly refused. */
  readonly fits: boolean
  readonly waitS: number
  /** Instead of the command, or before it, what is due is fired; `late`: what a sweeper read at the act before. */
  readonly fires: 'nothing' | 'due' | 'late'
}
/** Who acts for whom, from when to when, in seconds of a walk; either may be the applicant, for whom it is worth nothing. */
interface Delegation {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly length: number
}
const delegations = fc.array(
  fc.record<Delegation>({
    from: fc.nat(people.length - 1),
    to: fc.nat(people.length - 1),
    start: fc.integer({ min: 0, max: 600 }),
    length: fc.integer({ min: 1, max: 900 }),
  }),
  { maxLength: 4 },
)
/** For whom a person acts at a moment of a walk. */
const absentIn =
  (given: readonly Delegation[], at: number) =>
  (who: Principal): AbsentOf =>
  () =>
    given.flatMap(({ from, to, start, length }, index) =>
      from !== to && people[to] === who && start * 1_000 <= at && at < (start + length) * 1_000
        ? [{ ...(people[from] as Principal), delegationUuid: `delegation ${index}`, types: [], processUuids: [] }]
        : [],
    )

const acts = fc.array(
  fc.record<Act>({
    command: commands,
    who: fc.nat(people.length - 1),
    fits: fc.constantFrom(true, true, true, false),
    waitS: fc.integer({ min: 0, max: 90 }),
    fires: fc.constantFrom('nothing', 'nothing', 'due', 'due', 'late'),
  }),
  { minLength: 10, maxLength: 30 },
)

const numRuns = Number(process.env.WALKS ?? 1_000)

const whoOf = ({ who, fits }: Act, { type }: Request, ticket: Ticket, absentOf: (who: Principal) => AbsentOf) => {
  const name = type.slice('ticket.'.length) as TicketAction
  const able = fits ? people.filter((one) => can(one, ticket, absentOf(one)).includes(name)) : []
  return (able[who % Math.max(1, able.length)] ?? people[who]) as Principal
}

interface Seen {
  readonly before: Ticket
  readonly after: Ticket
  readonly events: readonly HistoryEvent[]
  readonly timer: Timer | null
  /** For whom a person acted at that moment. */
  readonly absentOf: (who: Principal) => AbsentOf
}

/** One walk: `watch` sees each change that a command or a timer made. Gives the ticket and its whole history. */
const walk = (
  defined: readonly Step[],
  given: readonly Delegation[],
  list: readonly Act[],
  watch: (seen: Seen) => void,
) => {
  const story = richTicket(defined, {}, { names })
  story.act(submit(feedback), applicant, 0)
  let now = 0
  let read: Timer | null = null
  const seen = (change: () => unknown, timer: Timer | null) => {
    const before = story.ticket()
    const from = story.history.length
    change()
    const events = story.history.slice(from)
    if (events.length > 0) watch({ before, after: story.ticket(), events, timer, absentOf: absentIn(given, now) })
  }
  for (const act of list) {
    const { waitS, fires } = act
    now += waitS * 1_000
    const due = timerOf(story.ticket())
    const timer: Timer | null = fires === 'late' ? read : fires === 'due' && due !== null && due.at <= now ? due : null
    read = due !== null && due.at <= now ? due : null
    if (timer !== null) seen(() => story.fire(timer, now), timer)
    const request = requestOf(act.command, story.ticket())
    const absentOf = absentIn(given, now)
    const who = whoOf(act, request, story.ticket(), absentOf)
    seen(() => story.act(request, who, now, absentOf(who)), null)
  }
  return { ticket: story.ticket(), history: story.history }
}
const roundOf = ({ round }: Ticket): Round => {
  if (round === null) throw new Error('a ticket without a round')
  return round
}
const votesFor = (round: Round, id: number) => votesIn(round, id).filter(({ says }) => says === 'pass').length

/** How many people at most can have a seat of their own, by trying every way: slow, and plainly right. */
const mostBySearch = (takers: readonly (readonly number[])[], taken: ReadonlySet<number> = new Set()): number => {
  const [taker, ...others] = takers
  if (taker === undefined) return 0
  const seated = taker
    .filter((seat) => !taken.has(seat))
    .map((seat) => 1 + mostBySearch(others, new Set([...taken, seat])))
  return Math.max(mostBySearch(others, taken), ...seated)
}

/** Whether different people could still give a step what it needs, by trying every way; the applicant is none of them. */
const canStillPass = ({ seats, need }: FlowStep, votes: readonly Vote[]): boolean => {
  const present = peopleIn(votes)
  const seatsOf = (isOne: (owner: SeatOwner) => boolean) =>
    [...seats.keys()].filter((at) => seats[at]?.owners.some(isOne))
  const named = new Set(
    seats.flatMap((seat) => seat.owners.flatMap((one) => (one.kind === 'user' ? [one.userUuid] : []))),
  )
  const absent = [...named].filter((uuid) => uuid !== applicant.userUuid && !present.has(`acme ${uuid}`))
  const newcomers = [
    ...absent.map((uuid) => seatsOf((one) => one.kind === 'user' && one.userUuid === uuid)),
    ...seatsOf(({ kind }) => kind === 'role').map((at) => [at]),
  ]
  const more = mostBySearch([...votes.map(({ fills }) => fills), ...newcomers]) - votes.length
  return votes.filter(({ says }) => says === 'pass').length + more >= need
}

/** What `need` and `veto` of a step say of its votes. */
const isOverruledBy = (step: FlowStep, round: Round): boolean => {
  const votes = votesIn(round, step.id)
  const against = votes.filter(({ says }) => says === 'overrule').length
  return against > 0 && (step.veto || !canStillPass(step, votes))
}

/** What `todo` finds, as the query of the list has it: by a step without votes, or by one in which the caller has not voted. */
const isInTodo = (ticket: Ticket, viewer: Principal): boolean => {
  if (ticket.state !== 'pending' || ticket.applicant.userUuid === viewer.userUuid) return false
  const keys = listKeysOf(ticket)
  if (listKeysFor(viewer, 'todo', null).some((key) => keys.includes(key))) return true
  if (!ownedBy(viewer).some((owner) => keys.includes(`${TURN_AFTER_VOTES} ${owner}`))) return false
  const own = new Set<string>(ownedBy(viewer))
  return openStepsOf(ticket).some(
    (step) => step.owners.some((owner) => own.has(owner)) && !step.voted.includes(userKey(viewer)),
  )
}

/** What `delegated` finds: what waits for a person whom the viewer stands in for, of neither's own, in a step in which neither has voted. */
const isDelegated = (ticket: Ticket, viewer: Principal, absent: Principal): boolean => {
  if ([viewer.userUuid, absent.userUuid].includes(ticket.applicant.userUuid)) return false
  const theirs = new Set<string>(ownedBy(absent))
  return openStepsOf(ticket).some(
    ({ owners, voted }) =>
      owners.some((owner) => theirs.has(owner)) && ![viewer, absent].some((one) => voted.includes(userKey(one))),
  )
}

/** What holds of each change in a walk. Made anew for each, for some remember what was before. */
const promises = (): Readonly<Record<string, (seen: Seen) => void>> => {
  const byTime = new Set<number>()
  const fired = new Set<string>()
  return {
    'a step is done exactly when so many as it needs approved it, or time did': ({ after, events }) => {
      const round = roundOf(after)
      if (events.some(({ type }) => type === 'ticket.submitted')) byTime.clear()
      for (const event of events) {
        if (event.type === 'ticket.returned') for (const id of event.data.anew) byTime.delete(id)
        if (event.type === 'ticket.step-passed' && event.data.auto !== undefined) byTime.add(event.data.step)
        if (event.type === 'ticket.passed' && event.data.auto !== undefined) byTime.add(event.data.step)
      }
      for (const step of round.steps.filter(({ skipped }) => skipped === null)) {
        const isDone = round.done.includes(step.id)
        if (byTime.has(step.id) || after.state === 'overruled') continue
        expect([step.id, isDone]).toEqual([step.id, votesFor(round, step.id) === step.need])
      }
    },
    'a rejection ends the ticket exactly when its step has a veto or can no longer be passed': ({ after, events }) => {
      const [event] = events
      const isVote =
        event?.type === 'ticket.voted' || (event?.type === 'ticket.overruled' && event.data.auto === undefined)
      if (!isVote || ('returned' in event.data && event.data.returned)) return
      const round = roundOf(after)
      const step = round.steps.find(({ id }) => id === event.data.step) as FlowStep
      expect([step.id, after.state === 'overruled']).toEqual([step.id, isOverruledBy(step, round)])
    },
    'a ticket is passed exactly when every step is done or skipped': ({ after }) => {
      const round = roundOf(after)
      const isComplete = round.steps.every(({ id, skipped }) => skipped !== null || round.done.includes(id))
      expect(after.state === 'passed' || after.state === 'archived').toBe(isComplete)
    },
    'while a ticket is pending some step is active, and each such step has an open seat and can be completed': ({
      after,
    }) => {
      if (after.state !== 'pending') return
      expect(activeSteps(after.round)).not.toEqual([])
      for (const step of activeSteps(after.round)) {
        const votes = votesIn(after.round, step.id)
        expect(openSeats(step, votes)).not.toEqual([])
        expect(completable(step, votes, applicant.userUuid)).toBe(true)
      }
    },
    'a person is at most once in the votes of a step, and every vote has a seat of its own': ({ after }) => {
      const round = roundOf(after)
      for (const { id } of round.steps) {
        const votes = votesIn(round, id)
        expect(peopleIn(votes).size).toBe(votes.length + votes.filter((one) => one.onBehalfOf !== null).length)
        expect(mostBySearch(votes.map(({ fills }) => fills))).toBe(votes.length)
      }
    },
    'the applicant, by whatever tenant, is in no vote, and in no seat that was transferred, added or escalated': ({
      after,
      events,
    }) => {
      const { votes } = roundOf(after)
      expect(votes.flatMap(({ by, onBehalfOf }) => [by.userUuid, onBehalfOf?.userUuid])).not.toContain(
        applicant.userUuid,
      )
      const given = events.flatMap((event): readonly SeatOwner[] => {
        if (event.type === 'ticket.transferred' || event.type === 'ticket.escalated') return [event.data.to]
        return event.type === 'ticket.approvers-added' ? event.data.added.seats.flatMap((seat) => seat.owners) : []
      })
      expect(given.filter((owner) => owner.kind === 'user' && owner.userUuid === applicant.userUuid)).toEqual([])
    },
    'a seat is open exactly when one more person finds a place through it': ({ after }) => {
      if (after.state !== 'pending') return
      for (const step of activeSteps(after.round)) {
        const taken = votesIn(after.round, step.id).map(({ fills }) => fills)
        const open = openSeats(step, votesIn(after.round, step.id))
        const found = [...step.seats.keys()].filter((index) => mostBySearch([...taken, [index]]) > taken.length)
        expect([step.id, open]).toEqual([step.id, found])
      }
    },
    'a return leaves no vote in its target and all that follows it, and every other vote': ({
      before,
      after,
      events: [event],
    }) => {
      if (event?.type !== 'ticket.returned') return
      const { to } = event.data
      const anew = new Set([to, ...followersOf(roundOf(before).steps, to)])
      expect(new Set(event.data.anew)).toEqual(anew)
      expect(roundOf(after).votes).toEqual(roundOf(before).votes.filter(({ step }) => !anew.has(step)))
      expect(roundOf(after).done).toEqual(roundOf(before).done.filter((step) => !anew.has(step)))
    },
    'what begins is what is active after a change and was not before': ({ before, after, events }) => {
      const said = events.flatMap(({ data }) => ('begins' in data ? (data.begins ?? []) : [])).map(({ step }) => step)
      const isNew = events.some(({ type }) => type === 'ticket.submitted')
      if (after.state !== 'pending' || isNew) return
      const were = new Set(activeSteps(roundOf(before)).map(({ id }) => id))
      const anew = events.flatMap((event) => (event.type === 'ticket.returned' ? event.data.anew : []))
      for (const id of anew) were.delete(id)
      const are = activeSteps(after.round).map(({ id }) => id)
      expect(said.toSorted()).toEqual(are.filter((id) => !were.has(id)).toSorted())
      expect(after.round.begun.map(({ step }) => step)).toEqual(expect.arrayContaining(are))
    },
    'a timer fires once at most, at its moment or later, and never for a step that is not active': ({
      before,
      events,
      timer,
    }) => {
      if (events.some(({ type }) => type === 'ticket.submitted')) fired.clear()
      if (timer === null) return
      const [event] = events
      const round = roundOf(before)
      expect(before.state).toBe('pending')
      expect(activeSteps(round).map(({ id }) => id)).toContain(timer.step)
      expect(event?.type).toBe(timer.kind === 'remind' ? 'ticket.reminded' : 'ticket.overdue')
      // A step that begins anew has its timers anew, from then on.
      const begun = round.begun.find(({ step }) => step === timer.step)?.at
      const key = `${timer.step} ${timer.kind} ${timer.at} ${begun}`
      expect(fired).not.toContain(key)
      fired.add(key)
    },
    'lists show a ticket exactly to those who see it, and as waiting exactly to those who can decide': ({
      after,
      absentOf,
    }) => {
      for (const viewer of people) {
        const keys = listKeysOf(after)
        const isListed = listKeysFor(viewer, 'all', null).some((key) => keys.includes(key))
        const isWaiting = isInTodo(after, viewer) || absentOf(viewer)().some((one) => isDelegated(after, viewer, one))
        expect([userKey(viewer), isListed, isWaiting]).toEqual([
          userKey(viewer),
          isVisible(after, relationsOf(viewer, after)),
          can(viewer, after, absentOf(viewer)).includes('pass'),
        ])
      }
    },
    'who acts for another does so under a delegation that they have then, and never transfers': ({
      events,
      absentOf,
    }) => {
      for (const { type, by, data } of events) {
        if (!('onBehalfOf' in data) || data.onBehalfOf === undefined) continue
        const delegate = people.find((one) => by !== null && userKey(one) === userKey(by)) as Principal
        const absent = absentOf(delegate)().find(({ delegationUuid }) => delegationUuid === data.delegation)
        expect(absent && userKey(absent)).toBe(userKey(data.onBehalfOf))
        expect(type).not.toBe('ticket.transferred')
      }
    },
    'who may decide owns an open seat, and a seat that was transferred is the new owner’s alone': ({
      before,
      after,
      events: [event],
    }) => {
      if (event?.type === 'ticket.transferred') {
        const seat = roundOf(after).steps.find(({ id }) => id === event.data.step)?.seats[event.data.seat]
        expect(seat?.owners).toEqual([event.data.to])
        return
      }
      const vote = roundOf(after).votes.at(-1)
      if (event?.type !== 'ticket.voted' || vote === undefined) return
      const step = roundOf(before).steps.find(({ id }) => id === vote.step) as FlowStep
      const who = people.find((one) => userKey(one) === userKey(vote.onBehalfOf ?? vote.by)) as Principal
      for (const index of vote.fills) expect(ownsSeat(who, step.seats[index] as FlowStep['seats'][number])).toBe(true)
    },
  }
}

const check = (promise: string, holds: () => void): void => {
  try {
    holds()
  } catch (fault) {
    throw new Error(`${promise}: ${(fault as Error).message}`)
  }
}

test('whatever people and time do to a ticket, every promise holds after each change', () => {
  const met = new Map<string, number>()
  fc.assert(
    fc.property(processes, delegations, acts, (defined, given, list) => {
      const all = Object.entries(promises())
      const { ticket, history } = walk(defined, given, list, (seen) => {
        for (const { type, data } of seen.events) {
          met.set(type, (met.get(type) ?? 0) + 1)
          if ('onBehalfOf' in data && data.onBehalfOf !== undefined)
            met.set('for another', (met.get('for another') ?? 0) + 1)
        }
        for (const [promise, holds] of all) check(promise, () => holds(seen))
      })
      check('the whole history leads to the state that is stored', () => {
        let again: Ticket | undefined
        for (const event of JSON.parse(JSON.stringify(history))) again = evolve(again, event, ticketUuid)
        expect(again).toEqual(ticket)
      })
    }),
    { numRuns, includeErrorInReport: true },
  )
  // Nothing is proved by walks that go nowhere.
  const common = ['voted', 'step-passed', 'passed', 'overruled', 'returned', 'transferred', 'approvers-added']
  const rare = ['submitted', 'withdrawn', 'urged', 'reminded', 'overdue', 'escalated']
  for (const type of common) expect([type, (met.get(`ticket.${type}`) ?? 0) > 50]).toEqual([type, true])
  expect(met.get('for another') ?? 0).toBeGreaterThan(10)
  for (const type of rare) expect([type, (met.get(`ticket.${type}`) ?? 0) > 10]).toEqual([type, true])
})

test('approvals of a step lead to the same end in whatever order they come', () => {
  const one = fc.tuple(approvals(0), fc.shuffledSubarray(people, { minLength: 1 }), fc.infiniteStream(fc.nat(6)))
  fc.assert(
    fc.property(one, ([settings, voters, dice]) => {
      const defined: Step[] = [{ ...first, settings: { ...settings, when: null, due: null } }]
      if (problemOf(defined, { autoPass: null }, () => null) !== null) return
      const endOf = (order: readonly Principal[]) => {
        const story = richTicket(defined, {}, { names })
        story.act(submit(feedback), applicant, 0)
        for (const who of order) story.act(pass, who, 0)
        const { state } = story.ticket()
        return state === 'passed' ? state : [state, roundOf(story.ticket()).votes.length]
      }
      const other = [...voters].sort(() => (dice.next().value ?? 0) - 3)
      expect(endOf(voters)).toEqual(endOf(other))
    }),
    { numRuns },
  )
})

const plainSteps = fc
  .array(fc.constantFrom('r1', 'r2', 'r3'), { minLength: 1, maxLength: 4 })
  .map((roles) => roles.map((roleUuid): Step => ({ ...first, roleUuid, roleName: `the ${roleUuid}` })))
const oldCommands = fc.array(
  fc.record({
    what: fc.constantFrom('pass', 'pass', 'pass', 'overrule', 'withdraw', 'submitOverruled', 'submitSaved'),
    who: fc.nat(people.length - 1),
  }),
  { maxLength: 30 },
)
const requests = { pass, overrule, withdraw, submitOverruled, submitSaved } as const

/** Release 1 once more, in few words: one role after the other, those of the applicant skipped but for the last one remaining. */
const modelOf = (steps: readonly Step[]) => {
  const isSkipped = steps.map(
    ({ roleUuid }, at) =>
      roleUuid === 'r1' && !(at === steps.length - 1 && steps.every((one) => one.roleUuid === 'r1')),
  )
  const from = (at: number): number => steps.findIndex((_, index) => index >= at && !isSkipped[index])
  let state = 'pending'
  let turn = from(0)
  let voters: Record<number, readonly [string, string]> = {}
  const begin = () => {
    state = 'pending'
    turn = from(0)
    voters = {}
    return [{ type: 'ticket.submitted' }]
  }
  return {
    shown: () => ({
      state,
      turn: state === 'pending' ? steps[turn]?.roleUuid : applicant.userUuid,
      processers: steps.flatMap(({ roleUuid }, at) =>
        isSkipped[at] ? [] : [[roleUuid, voters[at]?.[0] ?? '', voters[at]?.[1] ?? '']],
      ),
    }),
    /** The facts of a command, without those of a submission; none when it is refused. */
    act: (what: keyof typeof requests, who: Principal): readonly object[] => {
      const isOwn = userKey(who) === userKey(applicant)
      if (what === 'submitOverruled') return isOwn && state === 'overruled' ? begin() : []
      if (what === 'submitSaved') return isOwn && state === 'withdrawn' ? begin() : []
      if (state !== 'pending') return []
      if (what === 'withdraw') {
        if (!isOwn) return []
        state = 'withdrawn'
        return [{ type: 'ticket.withdrawn', data: {} }]
      }
      const holds = who.tenantUuid === 'acme' && who.roles.some(({ uuid }) => uuid === steps[turn]?.roleUuid)
      if (who.userUuid === applicant.userUuid || !holds) return []
      const step = turn
      voters = { ...voters, [step]: [who.userUuid, what === 'pass' ? '通过' : '驳回'] }
      if (what === 'overrule') {
        state = 'overruled'
        return [{ type: 'ticket.overruled', data: { step, reason: 'not now' } }]
      }
      turn = from(step + 1)
      if (turn === -1) state = 'passed'
      return [{ type: turn === -1 ? 'ticket.passed' : 'ticket.step-passed', data: { step, config: null } }]
    },
  }
}

test('a plain process under the commands of release 1 has its facts, its turns and its fields', () => {
  fc.assert(
    fc.property(plainSteps, oldCommands, (steps, list) => {
      const story = richTicket(steps, {}, { names })
      const model = modelOf(steps)
      story.act(submit(feedback), applicant, 0)
      for (const { what, who } of list) {
        const from = story.history.length
        story.act(requests[what], people[who] as Principal, 0)
        const facts = story.history
          .slice(from)
          .map(({ type, data }) => (type === 'ticket.submitted' ? { type } : { type, data }))
        expect(facts).toEqual(model.act(what, people[who] as Principal))
        const ticket = story.ticket()
        const item = listItem({ ticket, summary: '', summary_cn: '' }, applicant)
        expect({
          state: ticket.state,
          turn: item.user_uuid,
          processers: item.processers.map((one) => [one.owner_uuid, one.processer_uuid, one.processer_action]),
        }).toEqual(model.shown())
      }
    }),
    { numRuns },
  )
})
