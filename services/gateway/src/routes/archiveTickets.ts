import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { onTickets } from '../plans/onTickets.ts'
import { commandRoute } from '../route.ts'

export const archiveTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/archive',
  operationId: 'archiveTickets',
  tag: 'tickets',
  summary: 'Archive tickets 工单归档',
  description: 'Of passed, overruled and withdrawn tickets, by the applicant or an administrator.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3007],
  single: false,
  body: TicketListBody,
  plan: onTickets('ticket.archive'),
})
