import type { Aggregate, AggregateDocument, Store } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { DomainEvent } from '../domain/events.ts'
import { evolve, supersedes } from '../domain/evolve.ts'
import { listKeysOf } from '../domain/listKeys.ts'
import type { Ticket } from '../domain/ticket.ts'
import { currentOf, listItem } from '../domain/view.ts'

/** A ticket's document: the aggregate, and beside it what lists need (decision 10). */
export interface TicketDocument extends AggregateDocument<DomainEvent> {
  /** See domain/listKeys. */
  readonly keys?: readonly string[]
  readonly state?: Ticket['state']
  readonly createdAt?: number
  readonly tenant?: string
  /**
   * The user without their tenant: a user of that id in any tenant may not decide on the ticket (contract §3, 3004).
   */
  readonly applicantUser?: string
  readonly type?: string
  readonly processUuid?: string
  readonly name?: string
  /** A TicketListItem as JSON: it is never queried, and text costs far less to read and write than fields. */
  readonly view?: string
}

export const ticketsOf = ({ db }: Store): Collection<TicketDocument> => db.collection<TicketDocument>('tickets')

/** What the store needs to know of a ticket. */
export const ticketAggregate: Aggregate<Ticket, DomainEvent> = {
  evolve,
  supersedes,
  fields: (ticket) => ({
    keys: listKeysOf(ticket),
    state: ticket.state,
    createdAt: ticket.createdAt,
    tenant: ticket.applicant.tenantUuid,
    applicantUser: ticket.applicant.userUuid,
    type: ticket.info.type,
    processUuid: ticket.info.processUuid,
    name: ticket.info.name,
    view: JSON.stringify(listItem(ticket)),
  }),
  nameOf: (ticket) => ticket.info.name,
  current: currentOf,
}
