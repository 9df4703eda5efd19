/**
 * Types of the events of tickets that the ticket service publishes (decision 8); all but comments are also the types in a ticket's
 * history, which does not grow by talk.
 */
export const ticketEventTypes = [
  'ticket.saved',
  'ticket.submitted',
  'ticket.voted',
  'ticket.step-passed',
  'ticket.passed',
  'ticket.overruled',
  'ticket.returned',
  'ticket.transferred',
  'ticket.approvers-added',
  'ticket.withdrawn',
  'ticket.terminated',
  'ticket.reminded',
  'ticket.overdue',
  'ticket.escalated',
  'ticket.urged',
  'ticket.confirmed',
  'ticket.archived',
  'ticket.cc-added',
  'ticket.commented',
  'ticket.deleted',
  'ticket.fulfilment-requested',
  'ticket.fulfilment-working',
  'ticket.fulfilment-done',
  'ticket.fulfilment-failed',
  'ticket.image-requested',
  'ticket.image-creating',
  'ticket.image-created',
  'ticket.image-failed',
  'ticket.image-needs-operator',
] as const
export type TicketEventType = (typeof ticketEventTypes)[number]

/** Types of the events of delegations, which the ticket service publishes too. */
export const delegationEventTypes = ['delegation.made', 'delegation.cancelled'] as const

/** Those that people are notified of: the owners of the current step, the applicant, former deciders, those in copy. */
export const notifiedEventTypes = [
  'ticket.submitted',
  'ticket.step-passed',
  'ticket.passed',
  'ticket.overruled',
  'ticket.returned',
  'ticket.transferred',
  'ticket.approvers-added',
  'ticket.withdrawn',
  'ticket.terminated',
  'ticket.reminded',
  'ticket.overdue',
  'ticket.escalated',
  'ticket.urged',
  'ticket.cc-added',
  'ticket.commented',
  'ticket.fulfilment-done',
  'ticket.fulfilment-failed',
  'ticket.image-created',
  'ticket.image-failed',
  'ticket.image-needs-operator',
  'delegation.made',
] as const satisfies readonly (TicketEventType | (typeof delegationEventTypes)[number])[]
export type NotifiedEventType = (typeof notifiedEventTypes)[number]
