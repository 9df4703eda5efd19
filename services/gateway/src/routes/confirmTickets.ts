import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { onTickets } from '../plans/onTickets.ts'
import { commandRoute } from '../route.ts'

export const confirmTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/confirm',
  operationId: 'confirmTickets',
  tag: 'tickets',
  summary: 'Confirm the result of tickets 确认工单',
  description: 'The applicant confirms that what was approved has been done. The state stays as it is.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3007],
  single: false,
  body: TicketListBody,
  plan: onTickets('ticket.confirm'),
})
