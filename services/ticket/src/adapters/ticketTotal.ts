import type { ListTickets } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import { totalOf } from '../domain/counters.ts'
import { sumOfCounters } from './counters.ts'
import { ticketsOf } from './mongoTicketStore.ts'
import { anyState, listFilter } from './ticketQuery.ts'

/** Up to here tickets are counted one by one; beyond, `total_capped` says so (contract §3). */
const COUNT_LIMIT = 10_000

/** How many tickets a list has in all, from counters where there are some, else counted up to a limit (contract §3). */
export const createTicketTotal = (store: Store) => {
  const tickets = ticketsOf(store)
  const countedUpToLimit = (filter: Parameters<typeof tickets.countDocuments>[0]) =>
    tickets.countDocuments(filter, { limit: COUNT_LIMIT + 1 })

  return async (query: ListTickets): Promise<{ readonly total: number; readonly capped: boolean }> => {
    const total = totalOf(query)
    if (total === null) {
      const count = await countedUpToLimit(listFilter(query))
      return { total: Math.min(count, COUNT_LIMIT), capped: count > COUNT_LIMIT }
    }
    const { elsewhere, lessOwn } = total
    const state = anyState(query.state)
    const [counted, others, own] = await Promise.all([
      sumOfCounters(store, total.counters),
      elsewhere.length === 0 ? 0 : countedUpToLimit({ keys: { $in: [...elsewhere] }, state }),
      lessOwn === null
        ? 0
        : countedUpToLimit({ keys: `a ${lessOwn.applicant}`, state: 'pending', turn: { $in: [...lessOwn.turns] } }),
    ])
    return { total: Math.max(0, counted + others - own), capped: others > COUNT_LIMIT }
  }
}
