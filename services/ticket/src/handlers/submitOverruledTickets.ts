import { type ResubmitNeeds, resubmitTickets } from './resubmitTickets.ts'

/** ticket.submit-overruled: hands in overruled tickets for a new round (contract §3). */
export const submitOverruledTickets = (needs: ResubmitNeeds) => resubmitTickets(needs, 'submit-overruled')
