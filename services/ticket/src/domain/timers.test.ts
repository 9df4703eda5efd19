import type { Principal, SeatOwner, Step, StepSettings, TicketInfo } from '@gongdan/contracts'
import { activeSteps, type Timer } from '@gongdan/flow'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { evolve } from './evolve.ts'
import type { ImageGuard } from './imageGuard.ts'
import { due, richTicket, role, step, user } from './rich.fixture.ts'
import { stepsView } from './stepsView.ts'
import type { Ticket } from './ticket.ts'
import {
  feedback,
  image,
  lin,
  overrule,
  pass,
  person,
  submit,
  submitOverruled,
  ticketUuid,
  withdraw,
} from './tickets.fixture.ts'
import { isTicketOverdue, timerOf } from './timers.ts'
import { listItem } from './view.ts'

// What time alone does to a ticket, by clocks that the tests set.

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const begin = (steps: readonly Step[], info: TicketInfo = feedback, imageGuard?: ImageGuard) => {
  const story = richTicket(steps, {}, imageGuard && { imageGuard })
  story.act(submit(info), lin, 0)
  return story
}

const legal = person('li', 'acme', 'legal')
const fang = person('fang', 'acme', 'finance')
const boss = person('boss', 'acme')

describe('a step with a due time', () => {
  test('is reminded of, then overdue, each once, and its list item says when it is due', () => {
    const story = begin([step('a', [role('legal')], { due: due({ remindIn: [600, 1_800] }) })])
    expect(listItem({ ticket: story.ticket(), summary: '', summary_cn: '' }, legal).due_time).toBe(3_600)
    expect(story.tick(10 * MINUTE - 1)).toEqual([])
    expect(story.tick(10 * MINUTE)).toEqual([['ticket.reminded']])
    expect(story.tick(2 * HOUR)).toEqual([['ticket.reminded'], ['ticket.overdue']])
    expect(story.tick(100 * HOUR)).toEqual([])
    expect(isTicketOverdue(story.ticket())).toBe(true)
    expect(stepsView(story.ticket())).toMatchObject([{ state: 'open', due_time: 3_600 }])
    expect(story.act(pass, legal, 3 * HOUR)).toEqual(['ticket.passed'])
    expect(isTicketOverdue(story.ticket())).toBe(false)
  })

  test('is left alone once it is done, and the next one is due from when it began', () => {
    const story = begin([
      step('a', [role('legal')], { due: due({ remindIn: [60] }) }),
      step('b', [role('finance')], { due: due() }),
    ])
    const first = timerOf(story.ticket())
    story.act(pass, legal, 1)
    expect(first === null ? null : story.fire(first, HOUR)).toEqual([])
    expect(timerOf(story.ticket())).toEqual({ step: 1, kind: 'due', at: HOUR + 1 })
  })

  test('of a round that ended is not due any more, and is anew in the next', () => {
    const story = begin([step('a', [role('legal')], { due: due() })])
    story.tick(HOUR)
    story.act(overrule, legal, 2 * HOUR)
    expect(timerOf(story.ticket())).toBeNull()
    story.act(submitOverruled, lin, 3 * HOUR)
    expect(isTicketOverdue(story.ticket())).toBe(false)
    expect(timerOf(story.ticket())).toEqual({ step: 0, kind: 'due', at: 4 * HOUR })
  })

  test('and no other is left alone while its turn has not come', () => {
    const story = begin([step('a', [role('legal')]), step('b', [role('finance')], { due: due() })])
    expect(timerOf(story.ticket())).toBeNull()
  })
})

describe('a step that is escalated', () => {
  const escalateTo = (to: SeatOwner) => due({ action: 'escalate', escalateTo: to })

  test('has a further owner in every open seat, who may decide beside those before', () => {
    const story = begin([step('a', [role('legal'), role('finance')], { need: 'all', due: escalateTo(user('boss')) })])
    expect(story.act(pass, boss, 1)).toBe(3001)
    story.act(pass, fang, 2)
    expect(story.tick(HOUR)).toEqual([['ticket.overdue', 'ticket.escalated']])
    expect(story.ticket().round?.steps[0]?.seats.map(({ owners }) => owners.length)).toEqual([2, 1])
    expect(story.act(pass, boss, 2 * HOUR)).toEqual(['ticket.passed'])
  })

  test.each([['acme'], ['umbrella']])('to its applicant, known by tenant %s, is overdue and no more', (tenant) => {
    const story = begin([step('a', [role('legal')], { due: escalateTo(user('lin', tenant)) })])
    expect(story.tick(HOUR)).toEqual([['ticket.overdue']])
  })

  test('to who owns all its open seats already is overdue and no more', () => {
    const story = begin([step('a', [role('legal')], { due: escalateTo(role('legal')) })])
    expect(story.tick(HOUR)).toEqual([['ticket.overdue']])
  })
})

describe('a step that passes by time', () => {
  const inTime = { due: due({ action: 'pass' }) }

  test('is done without a vote, and the next one begins', () => {
    const story = begin([step('a', [role('legal')], inTime), step('b', [role('finance')], { due: due() })])
    expect(story.tick(HOUR)).toEqual([['ticket.overdue', 'ticket.step-passed']])
    expect(story.ticket()).toMatchObject({ round: { done: [0], votes: [] }, deciders: [] })
    expect(timerOf(story.ticket())).toEqual({ step: 1, kind: 'due', at: 2 * HOUR })
    expect(story.act(pass, fang, 2 * HOUR)).toEqual(['ticket.passed'])
  })

  test('as the last one passes the ticket, which asks for its image once', () => {
    const story = begin([step('a', [role('legal')], inTime)], image)
    expect(story.tick(HOUR)).toEqual([['ticket.overdue', 'ticket.passed', 'ticket.image-requested']])
    expect(story.ticket()).toMatchObject({ state: 'passed', image: { request: 1 }, round: { done: [0] } })
    expect(story.tick(100 * HOUR)).toEqual([])
  })

  test.each([
    ['passes by time', due({ action: 'pass' })],
    ['is escalated to a tenant', due({ action: 'escalate', escalateTo: user('boss') })],
  ])('does not stand for the approval of the system: a system step that %s has another one behind it', (_how, rule) => {
    const root: SeatOwner = {
      kind: 'role',
      tenantUuid: 'system',
      tenantName: 'system',
      roleUuid: 'system',
      roleName: 'root',
    }
    const untrusted = { tagKey: null, trustsTenants: false }
    const story = begin([step('a', [root], { due: rule })], image, untrusted)
    story.tick(HOUR)
    expect(story.ticket()).toMatchObject({ state: 'pending', image: null })
    expect(story.ticket().round?.steps).toHaveLength(2)
  })
})

test('a step that is rejected by time ends the ticket, with the reason timeout', () => {
  const story = begin([step('a', [role('legal')], { due: due({ action: 'overrule' }) })])
  expect(story.tick(HOUR)).toEqual([['ticket.overdue', 'ticket.overruled']])
  expect(story.ticket()).toMatchObject({ state: 'overruled', deciders: [], round: { votes: [] } })
  expect(story.history.at(-1)).toMatchObject({ by: null, data: { reason: 'timeout', auto: 'timeout' } })
  expect(stepsView(story.ticket())).toMatchObject([{ state: 'overruled' }])
  expect(story.act(submitOverruled, lin, 2 * HOUR)).toEqual(['ticket.submitted'])
})

describe('of any plan, whatever people do and whenever is looked', () => {
  const approvers = [person('a', 'acme', 'r1'), person('b', 'acme', 'r1', 'r2'), person('c', 'acme', 'r2'), boss]
  const steps = fc
    .array(
      fc.record({
        owners: fc.array(fc.constantFrom('r1', 'r2').map(role), { minLength: 1, maxLength: 3 }),
        isParallel: fc.boolean(),
        in: fc.option(fc.integer({ min: 60, max: 400 })),
        remindIn: fc.array(fc.integer({ min: 60, max: 400 }), { maxLength: 3 }),
        action: fc.constantFrom('tell', 'escalate', 'pass', 'overrule' as const),
        to: fc.constantFrom(user('boss'), user('lin'), role('r1')),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) =>
      all.map(({ owners, isParallel, in: within, remindIn, action, to }, id) =>
        step(String(id), owners, {
          after: isParallel ? [] : null,
          due: { in: within, remindIn, action, escalateTo: to } as StepSettings['due'],
        }),
      ),
    )
  const acts = fc.array(
    fc.record({
      waitS: fc.integer({ min: 0, max: 300 }),
      what: fc.constantFrom('pass', 'pass', 'pass', 'look', 'look', 'overrule', 'resubmit', 'withdraw' as const),
      who: fc.nat(3),
      /** A sweeper that read before fires late. */
      late: fc.boolean(),
    }),
    { maxLength: 30 },
  )

  test('each timer fires at most once, never before its moment, and never for a step that is not active', () => {
    fc.assert(
      fc.property(steps, acts, (plan, list) => {
        const story = begin(plan)
        let now = 0
        let round = 1
        let read: Timer | null = null
        const fired = new Set<string>()
        const fire = (timer: Timer | null) => {
          if (timer === null) return
          const before = story.ticket()
          const types = story.fire(timer, now)
          if (types.length === 0) return
          expect(timer.at).toBeLessThanOrEqual(now)
          expect(before.round === null ? [] : activeSteps(before.round).map(({ id }) => id)).toContain(timer.step)
          const key = `${round} ${timer.step} ${timer.kind} ${timer.at}`
          expect(fired).not.toContain(key)
          fired.add(key)
        }
        for (const { waitS, what, who, late } of list) {
          now += waitS * 1_000
          if (late) fire(read)
          const timer = timerOf(story.ticket())
          read = timer !== null && timer.at <= now ? timer : null
          if (what === 'look') fire(read)
          if (what === 'pass') story.act(pass, approvers[who] as Principal, now)
          if (what === 'overrule') story.act(overrule, approvers[who] as Principal, now)
          if (what === 'withdraw') story.act(withdraw, lin, now)
          if (what === 'resubmit') round += Number(Array.isArray(story.act(submit(feedback, false), lin, now)))
        }
        let again: Ticket | undefined
        for (const event of structuredClone(story.history)) again = evolve(again, event, ticketUuid)
        expect(again).toEqual(story.ticket())
        // In the end nothing is left that is due.
        now += 10 * HOUR
        story.tick(now)
        const left = timerOf(story.ticket())
        expect(left === null || left.at > now).toBe(true)
      }),
      { numRuns: Number(process.env.WALKS ?? 1_000) },
    )
  })
})
