import type { ListTickets, TicketListItem } from '@gongdan/contracts'
import {
  type Aggregate,
  type AggregateDocument,
  createExecute,
  type Entry,
  type RefusalDocument,
  type Relay,
  type Store,
  stateAt,
} from '@gongdan/store'
import type { Collection } from 'mongodb'
import { evolve } from '../domain/evolve.ts'
import type { TicketFact } from '../domain/facts.ts'
import { listKeysOf } from '../domain/listKeys.ts'
import type { Ticket } from '../domain/ticket.ts'
import { listItem } from '../domain/view.ts'

/** A ticket's document: the aggregate, and beside it what lists need (design decision 10). */
export interface TicketDocument extends AggregateDocument<TicketFact> {
  readonly keys?: readonly string[]
  readonly state?: string
  readonly createdAt?: number
  readonly tenant?: string
  readonly applicant?: string
  readonly type?: string
  readonly processUuid?: string
  readonly view?: TicketListItem
}
