import { parseCondition } from '@gongdan/conditions'
import {
  isRefusal,
  type Principal,
  type ProcessSettings,
  type SeatOwner,
  type Step,
  type StepSettings,
} from '@gongdan/contracts'
import { problemOf, type Timer } from '@gongdan/flow'
import fc from 'fast-check'
import { type AbsentOf, nobodyAbsent } from './acting.ts'
import type { DecisionContext } from './actions/index.ts'
import type { DomainEvent, HistoryEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { Ticket } from './ticket.ts'
import { decideIn, processUuid, type Request, recorded, ticketUuid } from './tickets.fixture.ts'
import { fireTimer, timerOf } from './timers.ts'

// Processes that say more than one role after another, and what becomes of a ticket under one of them.

export const role = (roleUuid: string, tenantUuid = 'acme'): SeatOwner => ({
  kind: 'role',
  tenantUuid,
  tenantName: tenantUuid,
  roleUuid,
  roleName: `the ${roleUuid}`,
})
export const user = (userUuid: string, tenantUuid = 'acme'): SeatOwner => ({
  kind: 'user',
  tenantUuid,
  tenantName: tenantUuid,
  userUuid,
  userName: userUuid,
})

/** A due time of an hour, of which people are told, unless it says otherwise. */
export const due = (more: Partial<NonNullable<StepSettings['due']>> = {}): StepSettings['due'] => ({
  in: 3_600,
  remindIn: [],
  action: 'tell',
  escalateTo: null,
  ...more,
})

const firstOwner = { tenantUuid: 'acme', tenantName: 'Acme', roleUuid: 'first', roleName: 'first' }

/** A step that any of these may pass, after the one before it, unless it says otherwise. */
export const step = (key: string, approvers: readonly SeatOwner[], settings: Partial<StepSettings> = {}): Step => ({
  ...firstOwner,
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

type Differing = Partial<Pick<DecisionContext, 'imageGuard' | 'names'>>

/** A ticket that is yet to be made under a process of these steps. What is done to it happens at the moment that is given. */
export const richTicket = (
  steps: readonly Step[],
  settings: Partial<ProcessSettings> = {},
  differs: Differing = {},
) => {
  const imageGuard = differs.imageGuard ?? { tagKey: null, trustsTenants: true }
  const definition = {
    processUuid,
    tenantUuid: 'acme',
    name: 'rich',
    version: 3,
    steps,
    settings: { autoPass: null, cc: [], forbid: [], ...settings },
  }
  const sha256 = (text: string) => `hash of ${text.length}`
  let ticket: Ticket | undefined
  const history: HistoryEvent[] = []
  const record = (events: readonly DomainEvent[], at: number, who: Principal | null): readonly string[] => {
    for (const event of events) {
      const entry = { ...recorded(event, history.length + 1, who), at }
      history.push(entry)
      ticket = evolve(ticket, entry, ticketUuid)
    }
    return events.map(({ type }) => type)
  }
  return {
    history,
    ticket: (): Ticket => {
      if (ticket === undefined) throw new Error('there is no ticket yet')
      return ticket
    },
    /** The types of the events that a command leads to, or the scode of the refusal. */
    act: (request: Request, who: Principal, at = 0, absentOf: AbsentOf = nobodyAbsent) => {
      const context = { evaluate, definitionOf: () => definition, ...differs, imageGuard, absentOf, at }
      const decision = decideIn(context, request, who, ticket)
      return isRefusal(decision) ? decision.scode : record(decision, at, who)
    },
    fire: (timer: Timer, at: number) =>
      record(fireTimer(timer, ticket, { sha256, imageGuard, fulfilledTypes: new Set(), at }), at, null),
    /** Fires what is due by then, one after the other. */
    tick(at: number): readonly (readonly string[])[] {
      const fired: (readonly string[])[] = []
      for (;;) {
        const timer = ticket === undefined ? null : timerOf(ticket)
        if (timer === null || timer.at > at) return fired
        fired.push(this.fire(timer, at))
      }
    },
  }
}

/** Owners of seats among whom is the applicant `wei`. */
export const owners = fc.oneof(
  fc.constantFrom('r1', 'r2', 'r3').map((uuid) => role(uuid)),
  fc.constantFrom('a', 'b', 'c', 'wei').map((uuid) => user(uuid)),
)
export const needs = fc.oneof(
  fc.constantFrom('any', 'all'),
  fc.integer({ min: 1, max: 4 }).map(String),
  fc.integer({ min: 1, max: 100 }).map((percent) => `${percent}%`),
)
const dues: fc.Arbitrary<StepSettings['due']> = fc.record({
  in: fc.option(fc.integer({ min: 60, max: 400 })),
  remindIn: fc.array(fc.integer({ min: 60, max: 400 }), { maxLength: 2 }),
  action: fc.constantFrom('tell', 'escalate', 'pass', 'overrule'),
  escalateTo: fc.constantFrom(user('e'), user('wei'), role('r1')),
})
/** A step as a process may define it, by its place: several approvers, branches, conditions, due times. */
export const approvals = (id: number): fc.Arbitrary<StepSettings> =>
  fc.record({
    key: fc.constant(String(id)),
    name: fc.constant(''),
    approvers: fc.array(fc.record({ owner: owners, count: fc.integer({ min: 1, max: 2 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    need: needs,
    veto: fc.boolean(),
    after:
      id === 0
        ? fc.constant(null)
        : fc.option(fc.uniqueArray(fc.integer({ min: 0, max: id - 1 }).map(String), { maxLength: 2 })),
    when: fc.constantFrom(null, null, null, 'ticket.type == "FEEDBACK"', 'ticket.type == "VIP"', 'details.x > 1'),
    due: fc.option(dues, { freq: 2 }),
  })
/** Processes that may be defined. */
export const processes = fc
  .integer({ min: 1, max: 4 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, id) => approvals(id))))
  .map((steps) => steps.map((settings): Step => ({ ...firstOwner, settings })))
  .filter((steps) => problemOf(steps, { autoPass: null }, () => null) === null)
