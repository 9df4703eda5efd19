import type { ListTickets, QueryReply, TicketListData } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import { readCursor } from '../adapters/ticketQuery.ts'
import type { TicketStore } from '../adapters/ticketStore.ts'

/** ticket.list: a page of what the caller may see, newest first (contract §3). */
export const listTickets = ({ tickets }: { readonly tickets: Pick<TicketStore, 'list'> }) => {
  const answer = async (query: ListTickets): Promise<QueryReply> => {
    if (query.cursor && readCursor(query.cursor) === null) {
      return { scode: 1002, desc: 'cursor: not one that a list has given', data: null }
    }
    const { total, capped, items, nextCursor } = await tickets.list(query)
    const data: TicketListData = { total_count: total, list: [...items], total_capped: capped, next_cursor: nextCursor }
    return { scode: 0, desc: '', data }
  }
  return async (batch: readonly Received<ListTickets>[]): Promise<readonly Outcome[]> =>
    Promise.all(batch.map(async ({ body }) => done(await answer(body))))
}
