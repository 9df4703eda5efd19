import {
  brokenAt,
  canonicalOf,
  createExecute,
  type RefusalDocument,
  type Relay,
  type Store,
  stateAt,
} from '@gongdan/store'
import type { DomainEvent } from '../domain/events.ts'
import type { Tickets } from '../domain/ports.ts'
import type { Ticket } from '../domain/ticket.ts'
import { ticketAggregate, ticketsOf } from './ticketDocument.ts'
import { createTicketCount, createTicketList } from './ticketList.ts'

/** Tickets in MongoDB, one document each (decision 1). `committed` is the relay's `send`; `sign` signs histories. */
export const createTicketStore = (
  store: Store,
  committed: Relay<Ticket, DomainEvent>['send'],
  { sign, now = Date.now }: { readonly sign?: (hash: string) => string; readonly now?: () => number } = {},
) => {
  const documents = ticketsOf(store)
  const tickets: Tickets = {
    find: async (ticketUuid) => {
      const document = await documents.findOne({ _id: ticketUuid })
      const ticket = document === null ? undefined : stateAt(ticketAggregate, document._id, document.history)
      if (document === null || ticket === undefined) return undefined
      const history = document.history.map((event) => ({ ...event, canonical: canonicalOf(event) }))
      return { ticket, history, brokenAt: brokenAt(document.history) }
    },
    processesOf: async (ticketUuids) =>
      known(await documents.distinct('processUuid', { _id: { $in: [...ticketUuids] } })),
    processesInUse: async (processUuids) => {
      const inUse = { state: 'pending', processUuid: { $in: [...processUuids] } } as const
      return known(await documents.distinct('processUuid', inUse))
    },
    list: createTicketList(documents),
    count: createTicketCount(documents),
  }
  const execute = createExecute({
    aggregate: ticketAggregate,
    documents,
    refusals: store.db.collection<RefusalDocument>('refusals'),
    now,
    ...(sign && { sign }),
    committed,
  })
  return { tickets, execute }
}

const known = (processUuids: readonly (string | undefined)[]): readonly string[] =>
  processUuids.filter((processUuid) => processUuid !== undefined)
