import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { onTickets } from '../plans/onTickets.ts'
import { commandRoute } from '../route.ts'

export const submitSavedTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/saved/submit',
  operationId: 'submitSavedTickets',
  tag: 'tickets',
  summary: 'Submit saved tickets 提交保存的工单',
  description: 'The applicant submits drafts, or tickets that were withdrawn, as they are.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3005, 3006, 3007],
  single: false,
  body: TicketListBody,
  plan: onTickets('ticket.submit-saved'),
})
