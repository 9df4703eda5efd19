import { createExecute, type RefusalDocument, type Relay, type Store, stateAt } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { TicketFact } from '../domain/facts.ts'
import { fromCursor, listFilter, readCursor, writeCursor } from './ticketQuery.ts'
import { type TicketDocument, type TicketStore, ticketAggregate } from './ticketStore.ts'
import { createTicketTotal } from './ticketTotal.ts'

export const ticketsOf = ({ db }: Store): Collection<TicketDocument> => db.collection<TicketDocument>('tickets')

const NEWEST_FIRST = { createdAt: -1, _id: -1 } as const

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
      const filter = listFilter(query)
      const cursor = query.cursor === null || query.cursor === '' ? null : readCursor(query.cursor)
      const page = tickets
        .find(cursor === null ? filter : fromCursor(filter, cursor), { projection: { view: 1, createdAt: 1 } })
        .sort(NEWEST_FIRST)
        .skip(cursor === null ? (query.pageNum - 1) * query.pageSize : 0)
        .limit(query.pageSize + 1)
        .toArray()
      const [found, all] = await Promise.all([page, total(query)])
      const shown = found.slice(0, query.pageSize)
      const last = shown.at(-1)
      return {
        ...all,
        items: shown.flatMap(({ view }) => view ?? []),
        nextCursor:
          found.length > shown.length && last !== undefined
            ? writeCursor({ createdAt: last.createdAt ?? 0, uuid: last._id })
            : '',
      }
    },
  }
}
