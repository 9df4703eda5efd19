import type { InspectTicket, Refusal } from '@gongdan/contracts'
import { isVisible, noSuchTicket, relationsOf } from '../domain/authorize.ts'
import type { Tickets } from '../domain/ports.ts'
import { inspectData } from '../domain/view.ts'

/** ticket.inspect: all that is known of a ticket, for everyone to whom it is visible (contract §3). */
export const inspectTicket =
  (tickets: Pick<Tickets, 'find'>) =>
  async ({ principal, ticketUuid, chain }: InspectTicket): Promise<ReturnType<typeof inspectData> | Refusal> => {
    const found = await tickets.find(ticketUuid)
    if (found === undefined) return noSuchTicket
    const relations = relationsOf(principal, found.ticket)
    if (!isVisible(found.ticket, relations)) return noSuchTicket
    return inspectData(found, principal, chain ? (relations.has('applicant') ? 'applicant' : 'others') : 'none')
  }
