import {
  beginsAfter,
  earliestDue,
  type FlowStep,
  isComplete,
  isOverdue,
  nextTimer,
  seatsToEscalate,
  type Timer,
  votesIn,
  withDone,
} from '@gongdan/flow'
import type { DecisionContext } from './actions/action.ts'
import type { DomainEvent } from './events.ts'
import { refuseUnguarded } from './imageGuard.ts'
import { firstRequest } from './requested.ts'
import type { PendingTicket, Ticket } from './ticket.ts'

/** Why the system passed or rejected a step: it was not done in time. */
const TIMEOUT = 'timeout'

/** A timer of a ticket. */
export interface DueTimer extends Timer {
  readonly ticketUuid: string
}

/** The next thing that time alone does to the ticket; null: nothing. */
export const timerOf = (ticket: Ticket): Timer | null => (ticket.state === 'pending' ? nextTimer(ticket.round) : null)

/** When the ticket is due, in unix milliseconds; null unless pending and due at some time. */
export const dueAtOf = (ticket: Ticket): number | null =>
  ticket.state === 'pending' ? earliestDue(ticket.round) : null

/** Whether the ticket waits for a step that is overdue. */
export const isTicketOverdue = (ticket: Ticket): boolean => ticket.state === 'pending' && isOverdue(ticket.round)

/** What a timer is decided with; see DecisionContext. */
export type TimerContext = Pick<DecisionContext, 'sha256' | 'imageGuard' | 'fulfilledTypes' | 'at'>

/**
 * What a timer does to the ticket (contract §3, Time). Nothing unless it is the ticket's next one: it has fired, or its step was
 * done before it did. That it is due is for the caller to know, by the clock of the database.
 */
export const fireTimer = (timer: Timer, ticket: Ticket | undefined, context: TimerContext): readonly DomainEvent[] => {
  if (ticket?.state !== 'pending') return []
  const next = nextTimer(ticket.round)
  const step = ticket.round.steps.find(({ id }) => id === timer.step)
  if (step === undefined || next === null || !isSame(next, timer)) return []
  if (timer.kind === 'remind') return [{ type: 'ticket.reminded', data: { step: step.id, remindAt: timer.at } }]
  return [{ type: 'ticket.overdue', data: { step: step.id, dueAt: timer.at } }, ...whenDue(ticket, step, context)]
}

const isSame = (one: Timer, other: Timer): boolean =>
  one.step === other.step && one.kind === other.kind && one.at === other.at

const whenDue = (ticket: PendingTicket, step: FlowStep, context: TimerContext): readonly DomainEvent[] => {
  switch (step.due?.action) {
    case 'escalate':
      return escalated(ticket, step)
    case 'pass':
      return passed(ticket, step, context)
    case 'overrule':
      return [{ type: 'ticket.overruled', data: { step: step.id, reason: TIMEOUT, auto: TIMEOUT } }]
    default:
      return []
  }
}

/** Never to the applicant, in whatever tenant: they decide in no way on their own ticket. */
const escalated = ({ round, applicant }: PendingTicket, step: FlowStep): readonly DomainEvent[] => {
  const to = step.due?.escalateTo ?? null
  if (to === null || (to.kind === 'user' && to.userUuid === applicant.userUuid)) return []
  const seats = seatsToEscalate(step, votesIn(round, step.id), to)
  return seats.length === 0 ? [] : [{ type: 'ticket.escalated', data: { step: step.id, seats, to } }]
}

/** An image ticket without the approval of the system that it needs does not pass: its approvers are told, no more. */
const passed = (ticket: PendingTicket, step: FlowStep, context: TimerContext): readonly DomainEvent[] => {
  const after = withDone(ticket.round, step.id)
  const begins = beginsAfter(ticket.round, after, context.at)
  const data = { step: step.id, config: null, auto: TIMEOUT, begins }
  if (!isComplete(after)) return [{ type: 'ticket.step-passed', data }]
  if (refuseUnguarded(ticket, context.imageGuard) !== null) return []
  return [{ type: 'ticket.passed', data }, ...firstRequest(ticket, context)]
}
