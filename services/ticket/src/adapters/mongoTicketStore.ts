import type { TicketListItem } from '@gongdan/contracts'
import { createExecute, type RefusalDocument, type Relay, type Store, stateAt } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { TicketFact } from '../domain/facts.ts'
import { pageOf, writeCursor } from './ticketQuery.ts'
import { type TicketDocument, type TicketStore, ticketAggregate } from './ticketStore.ts'
import { createTicketTotal } from './ticketTotal.ts'

export const ticketsOf = ({ db }: Store): Collection<TicketDocument> => db.collection<TicketDocument>('tickets')

/** Tickets in MongoDB, one document each (design decision 1). `send` is the relay's. */
export const createMongoTicketStore = (
  store: Store,
  send: Relay<TicketFact>['send'],
  now: () => number = Date.now,
): TicketStore => {
  const tickets = ticketsOf(store)
  const total = createTicketTotal(store)
  return {
    execute: createExecute({
      aggregate: ticketAggregate,
      documents: tickets,
      refusals: store.db.collection<RefusalDocument>('refusals'),
      now,
      committed: send,
    }),

    find: async (ticketUuid) => {
      const document = await tickets.findOne({ _id: ticketUuid })
      const ticket = document === null ? undefined : stateAt(ticketAggregate, document._id, document.history)
      return document === null || ticket === undefined ? undefined : { ticket, document }
    },

    processesOf: async (ticketUuids) => {
      const found = await tickets.find({ _id: { $in: [...ticketUuids] } }, { projection: { processUuid: 1 } }).toArray()
      return [...new Set(found.flatMap(({ processUuid }) => processUuid ?? []))]
    },

    list: async (query) => {
      const { filter, projection, sort, skip, limit } = pageOf(query)
      const page = tickets.find(filter, { projection, sort, skip, limit }).toArray()
      const [found, all] = await Promise.all([page, total(query)])
      const next = found[query.pageSize]
      return {
        ...all,
        items: found.slice(0, query.pageSize).map(({ view = '' }): TicketListItem => JSON.parse(view)),
        nextCursor: next === undefined ? '' : writeCursor({ createdAt: next.createdAt ?? 0, uuid: next._id }),
      }
    },
  }
}
