import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { onTickets } from '../plans/onTickets.ts'
import { commandRoute } from '../route.ts'

export const withdrawTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/withdraw',
  operationId: 'withdrawTickets',
  tag: 'tickets',
  summary: 'Withdraw tickets 撤回工单',
  description: 'The applicant takes pending tickets back.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3007],
  single: false,
  body: TicketListBody,
  plan: onTickets('ticket.withdraw'),
})
