import { defineAction } from './action.ts'
import { startRound } from './submit.ts'

/** Submits drafts and withdrawn tickets as they are. */
export const submitSaved = defineAction({
  type: 'ticket.submit-saved',
  verb: { en: 'submit the ticket as a saved one', cn: '作为已保存的工单提交' },
  who: ['applicant'],
  from: ['saved', 'withdrawn'],
  usesTicketProcess: true,
  checksImage: true,
  decide: (ticket, { body, context }) => startRound(ticket, ticket.info, body.principal, context),
})

/** Submits rejected tickets again. */
export const submitOverruled = defineAction({
  type: 'ticket.submit-overruled',
  verb: { en: 'submit the ticket as a rejected one', cn: '作为已驳回的工单重新提交' },
  who: ['applicant'],
  from: ['overruled'],
  usesTicketProcess: true,
  checksImage: true,
  decide: (ticket, { body, context }) => startRound(ticket, ticket.info, body.principal, context),
})
