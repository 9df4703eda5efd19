import type { TicketListItem } from '@gongdan/contracts'
import type { Aggregate, AggregateDocument, CommandResults, Item } from '@gongdan/store'
import { evolve } from '../domain/evolve.ts'
import type { TicketFact } from '../domain/facts.ts'
import { listKeysOf, turnKey } from '../domain/listKeys.ts'
import { personKey, type Ticket } from '../domain/ticket.ts'
import { listItem } from '../domain/view.ts'
import type { TicketFilter } from './ticketQuery.ts'

export type TicketItem = Item<Ticket, TicketFact>

/** A ticket's document: the aggregate, and beside it what lists need (design decision 10). */
export interface TicketDocument extends AggregateDocument<TicketFact> {
  /** See domain/listKeys. */
  readonly keys?: readonly string[]
  readonly state?: Ticket['state']
  /** The list key of whose turn it is. */
  readonly turn?: string | null
  readonly createdAt?: number
  readonly tenant?: string
  readonly applicant?: string
  readonly type?: string
  readonly processUuid?: string
  readonly name?: string
  /** A TicketListItem as JSON: nothing in it is looked for, and text is read and written with far less work than fields. */
  readonly view?: string
  /** Under which counters it was counted last, and as of which version; see adapters/counting. */
  readonly counters?: readonly string[]
  readonly counted?: number
}

/** What the store needs to know of a ticket. */
export const ticketAggregate: Aggregate<Ticket, TicketFact> = {
  evolve,
  fields: (ticket) => ({
    keys: listKeysOf(ticket),
    state: ticket.state,
    turn: turnKey(ticket),
    createdAt: ticket.createdAt,
    tenant: ticket.applicant.tenantUuid,
    applicant: personKey(ticket.applicant),
    type: ticket.info.type,
    processUuid: ticket.info.processUuid,
    name: ticket.info.name,
    view: JSON.stringify(listItem(ticket)),
  }),
  nameOf: (ticket) => ticket.info.name,
}

/** A ticket with its history, or undefined when there is none; a tombstone is none. */
export interface FoundTicket {
  readonly ticket: Ticket
  readonly document: TicketDocument
}

export interface Page {
  readonly total: number
  readonly capped: boolean
  readonly items: readonly TicketListItem[]
  readonly nextCursor: string
}

/** Where tickets are kept; the one in MongoDB and the one in memory do the same. */
export interface TicketStore {
  /** Decides and saves; see createExecute of @gongdan/store. */
  execute(items: readonly TicketItem[]): Promise<CommandResults>
  find(ticketUuid: string): Promise<FoundTicket | undefined>
  /** The process that each of these tickets names; unknown tickets are left out. */
  processesOf(ticketUuids: readonly string[]): Promise<readonly string[]>
  list(filter: TicketFilter): Promise<Page>
}
