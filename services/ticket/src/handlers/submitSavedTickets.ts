import { type ResubmitNeeds, resubmitTickets } from './resubmitTickets.ts'

/** ticket.submit-saved: hands in drafts and withdrawn tickets as they stand (contract §3). */
export const submitSavedTickets = (needs: ResubmitNeeds) => resubmitTickets(needs, 'submit-saved')
