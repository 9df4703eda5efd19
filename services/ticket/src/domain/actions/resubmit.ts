import { defineAction } from './action.ts'
import { startRound } from './submit.ts'

/** Submits drafts and withdrawn tickets as they are. */
export const submitSaved = defineAction({
  type: 'ticket.submit-saved',
  verb: 'submit the ticket as a saved one',
  who: ['applicant'],
  from: ['saved', 'withdrawn'],
  usesTicketProcess: true,
  checksImage: true,
  decide: (ticket, { body, context }) => startRound(ticket, ticket.info, body.principal, context),
})

/** Submits rejected tickets again. */
export const submitOverruled = defineAction({
  type: 'ticket.submit-overruled',
  verb: 'submit the ticket as a rejected one',
  who: ['applicant'],
  from: ['overruled'],
  usesTicketProcess: true,
  checksImage: true,
  decide: (ticket, { body, context }) => startRound(ticket, ticket.info, body.principal, context),
})
