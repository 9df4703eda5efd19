/** What deploy and test use of the ticket service; nothing else of it is imported from outside. */

export { type ClaimDocument, claimsOf } from './adapters/claims.ts'
export { type CommentDocument, commentAggregate, commentsOf, createComments } from './adapters/comments.ts'
export { createDefinitions } from './adapters/definitions.ts'
export {
  createDelegations,
  type DelegationDocument,
  delegationAggregate,
  delegationsOf,
  rememberNobody,
} from './adapters/delegations.ts'
export { createPeople } from './adapters/people.ts'
export { type TicketDocument, ticketAggregate, ticketsOf } from './adapters/ticketDocument.ts'
export { eventOf } from './adapters/ticketEvents.ts'
export { listFilter, pageGroups } from './adapters/ticketList.ts'
export { createTicketStore } from './adapters/ticketStore.ts'
export { createTimers } from './adapters/timers.ts'
export { TicketConfig } from './config.ts'
export { actions } from './domain/actions/index.ts'
export { can } from './domain/can.ts'
export { beginRound } from './domain/plan.ts'
export type { TicketPage, TicketQuery } from './domain/ports.ts'
export type { ImageFulfilment, PendingTicket, Ticket } from './domain/ticket.ts'
export { listItem } from './domain/view.ts'
export { commentHandlers } from './handlers/comments.ts'
export { delegationHandlers } from './handlers/delegations.ts'
export { sweepTimers } from './handlers/sweepTimers.ts'
export { subscriptions } from './subscriptions.ts'
