import { type WriteTicketNeeds, writeTicket } from './writeTicket.ts'

/** ticket.save: keeps a draft, new or edited (contract §3). */
export const saveTicket = (needs: WriteTicketNeeds) => writeTicket(needs, 'save')
