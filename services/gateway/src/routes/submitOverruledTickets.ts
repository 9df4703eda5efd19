import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { onTickets } from '../plans/onTickets.ts'
import { commandRoute } from '../route.ts'

export const submitOverruledTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/overruled/submit',
  operationId: 'submitOverruledTickets',
  tag: 'tickets',
  summary: 'Submit overruled tickets again 重新提交被驳回的工单',
  description: 'The applicant opens a new round of approval, from the first step.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3005, 3006, 3007],
  single: false,
  body: TicketListBody,
  plan: onTickets('ticket.submit-overruled'),
})
