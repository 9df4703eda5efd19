import type { InspectTicket, QueryReply } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { noSuchTicket, verdict } from '../domain/policy.ts'
import { inspectData } from '../domain/view.ts'

/** ticket.inspect: all there is to know of one ticket, to whom it is visible (contract §3). */
export const inspectTicket = ({ tickets }: { readonly tickets: Pick<TicketStore, 'find'> }) => {
  const answer = async ({ principal, ticketUuid }: InspectTicket): Promise<QueryReply> => {
    const found = await tickets.find(ticketUuid)
    const refusal = found === undefined ? noSuchTicket : verdict('inspect', principal, found.ticket)
    if (found === undefined || refusal !== null) return { ...(refusal ?? noSuchTicket), data: null }
    return { scode: 0, desc: '', data: inspectData(found.ticket, found.document.history) }
  }
  return async (batch: readonly Received<InspectTicket>[]): Promise<readonly Outcome[]> =>
    Promise.all(batch.map(async ({ body }) => done(await answer(body))))
}
