import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { onTickets } from '../plans/onTickets.ts'
import { commandRoute } from '../route.ts'

export const deleteTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/delete',
  operationId: 'deleteTickets',
  tag: 'tickets',
  summary: 'Delete tickets 工单删除',
  description: 'Deleted tickets are gone from every answer, and kept for audit.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3007],
  single: false,
  body: TicketListBody,
  plan: onTickets('ticket.delete'),
})
