import type { TicketInfo } from '@gongdan/contracts'
import {
  brokenAt,
  canonicalOf,
  createExecute,
  type HistorySigner,
  type RefusalDocument,
  type Relay,
  type Store,
  stateAt,
} from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { DomainEvent } from '../domain/events.ts'
import type { Tickets } from '../domain/ports.ts'
import type { Ticket } from '../domain/ticket.ts'
import { createClaims } from './claims.ts'
import { type TicketDocument, ticketAggregate, ticketsOf } from './ticketDocument.ts'
import { createTicketCount, createTicketList } from './ticketList.ts'

/** Tickets in MongoDB, one document each (decision 1). `committed` is the relay's `send`; `sign` signs histories. */
export const createTicketStore = (
  store: Store,
  committed: Relay<Ticket, DomainEvent>['send'],
  { sign, now = Date.now }: { readonly sign?: HistorySigner['sign']; readonly now?: () => number } = {},
) => {
  const documents = ticketsOf(store)
  const tickets: Tickets = {
    find: async (ticketUuid) => {
      const document = await documents.findOne({ _id: ticketUuid })
      const ticket = document === null ? undefined : stateAt(ticketAggregate, document._id, document.history)
      if (document === null || ticket === undefined) return undefined
      const history = document.history.map((event) => ({ ...event, canonical: canonicalOf(event) }))
      return { ticket, history, brokenAt: brokenAt(document.history), claim: document.claim }
    },
    processesOf: async (ticketUuids) =>
      known(await documents.distinct('processUuid', { _id: { $in: [...ticketUuids] } })),
    infosOf: (ticketUuids, type) => findInfos(documents, ticketUuids, type),
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
  return { tickets, execute, claims: createClaims(store) }
}

const known = (processUuids: readonly (string | undefined)[]): readonly string[] =>
  processUuids.filter((processUuid) => processUuid !== undefined)

/** Only the last details leave the database: a history may have a megabyte. */
const findInfos = async (documents: Collection<TicketDocument>, ticketUuids: readonly string[], type: string) => {
  const isInfo = { $eq: [{ $type: '$$event.data.info' }, 'object'] }
  const event = { $last: { $filter: { input: '$history', as: 'event', cond: isInfo } } }
  const found = await documents
    .aggregate<{ readonly _id: string; readonly event?: { readonly data: { readonly info: TicketInfo } } }>([
      { $match: { _id: { $in: [...ticketUuids] }, type } },
      { $project: { event } },
    ])
    .toArray()
  return new Map(found.flatMap(({ _id, event }) => (event === undefined ? [] : [[_id, event.data.info] as const])))
}
