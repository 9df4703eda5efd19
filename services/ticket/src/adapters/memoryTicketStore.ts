import { createMemoryExecute, stateAt } from '@gongdan/store'
import { listKeysFor, listKeysOf } from '../domain/listKeys.ts'
import { listItem } from '../domain/view.ts'
import { type TicketStore, ticketAggregate } from './ticketStore.ts'

/** Tickets in memory, for tests of handlers; lists know only keys and states. */
export const createMemoryTicketStore = (now: () => number): TicketStore => {
  const { execute, documents } = createMemoryExecute(ticketAggregate, now)
  const all = () =>
    [...documents.values()].flatMap((document) => {
      const ticket = stateAt(ticketAggregate, document._id, document.history)
      return ticket === undefined ? [] : [{ ticket, document }]
    })
  return {
    execute,
    find: async (ticketUuid) => all().find(({ ticket }) => ticket.uuid === ticketUuid),
    processesOf: async (uuids) =>
      all().flatMap(({ ticket }) => (uuids.includes(ticket.uuid) ? [ticket.info.processUuid] : [])),
    list: async ({ principal, scope, tenantUuid, state }) => {
      const keys = listKeysFor(principal, scope, tenantUuid)
      const items = all()
        .filter(({ ticket }) => listKeysOf(ticket).some((key) => keys.includes(key)))
        .filter(({ ticket }) => state === null || ticket.state === state)
        .map(({ ticket }) => listItem(ticket))
      return { total: items.length, capped: false, items, nextCursor: '' }
    },
  }
}
