/** Types of the events that the ticket service tells (decision 8); also the types in a ticket's history. */
export const ticketEventTypes = [
  'ticket.saved',
  'ticket.submitted',
  'ticket.step-passed',
  'ticket.passed',
  'ticket.overruled',
  'ticket.withdrawn',
  'ticket.confirmed',
  'ticket.archived',
  'ticket.deleted',
  'ticket.image-requested',
  'ticket.image-creating',
  'ticket.image-created',
  'ticket.image-failed',
  'ticket.image-needs-operator',
] as const
export type TicketEventType = (typeof ticketEventTypes)[number]

/** Those of them that somebody is told of in person: whose turn it is, whose ticket it is, who had decided on it. */
export const notifiedEventTypes = [
  'ticket.submitted',
  'ticket.step-passed',
  'ticket.passed',
  'ticket.overruled',
  'ticket.withdrawn',
  'ticket.image-created',
  'ticket.image-failed',
  'ticket.image-needs-operator',
] as const satisfies readonly TicketEventType[]
export type NotifiedEventType = (typeof notifiedEventTypes)[number]
