import { type WriteTicketNeeds, writeTicket } from './writeTicket.ts'

/** ticket.submit: hands in a ticket, new or edited, for approval (contract §3). */
export const submitTicket = (needs: WriteTicketNeeds) => writeTicket(needs, 'submit')
