import { TicketInfoBody, TicketRef } from '@gongdan/contracts'
import { planTicket } from '../plans/ticketInfo.ts'
import { commandRoute } from '../route.ts'

export const submitTicket = commandRoute({
  method: 'POST',
  url: '/v1/ticket/submit',
  operationId: 'submitTicket',
  tag: 'tickets',
  summary: 'Submit a ticket for approval 提交',
  description: 'Without ticket_uuid a new ticket is made. The section that the type calls for must be complete.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3005, 3006, 3007],
  single: true,
  body: TicketInfoBody,
  section: 'complete',
  plan: (body, ids) => planTicket('ticket.submit', body, ids),
})
