import type { InspectTicket, Refusal } from '@gongdan/contracts'
import { seesAsDelegate } from '../domain/acting.ts'
import { isVisible, noSuchTicket, relationsOf } from '../domain/authorize.ts'
import type { Delegations, Tickets } from '../domain/ports.ts'
import { inspectData } from '../domain/view.ts'
import { lookUpDelegations } from './lookUpDelegations.ts'

/** ticket.inspect: all that is known of a ticket, for everyone to whom it is visible (contract §3). */
export const inspectTicket =
  (tickets: Pick<Tickets, 'find'>, delegations: Pick<Delegations, 'absentOf'>) =>
  async ({ principal, ticketUuid, chain }: InspectTicket): Promise<ReturnType<typeof inspectData> | Refusal> => {
    const found = await tickets.find(ticketUuid)
    if (found === undefined) return noSuchTicket
    const { ticket } = found
    const relations = relationsOf(principal, ticket)
    const { absentOf, answering } = lookUpDelegations(delegations)
    return answering(() => {
      const absent = () => absentOf(principal)
      if (!isVisible(ticket, relations) && !seesAsDelegate(ticket, principal, absent)) return noSuchTicket
      const reader = relations.has('applicant') ? 'applicant' : 'others'
      return inspectData(found, principal, chain ? reader : 'none', absent)
    })
  }
