import { parseCondition } from '@gongdan/conditions'
import {
  isRefusal,
  type Principal,
  type ProcessSettings,
  type SeatOwner,
  type Step,
  type StepSettings,
} from '@gongdan/contracts'
import type { Timer } from '@gongdan/flow'
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

/** A step that any of these may pass, after the one before it, unless it says otherwise. */
export const step = (key: string, approvers: readonly SeatOwner[], settings: Partial<StepSettings> = {}): Step => ({
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

export const evaluate: DecisionContext['evaluate'] = (text, input) => {
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
    act: (request: Request, who: Principal, at = 0) => {
      const context = { evaluate, definitionOf: () => definition, ...differs, imageGuard, at }
      const decision = decideIn(context, request, who, ticket)
      return isRefusal(decision) ? decision.scode : record(decision, at, who)
    },
    fire: (timer: Timer, at: number) => record(fireTimer(timer, ticket, { sha256, imageGuard, at }), at, null),
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
