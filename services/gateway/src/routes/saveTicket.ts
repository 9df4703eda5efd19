import { TicketInfoBody, TicketRef } from '@gongdan/contracts'
import { planTicket } from '../plans/ticketInfo.ts'
import { commandRoute } from '../route.ts'

export const saveTicket = commandRoute({
  method: 'POST',
  url: '/v1/ticket/save',
  operationId: 'saveTicket',
  tag: 'tickets',
  summary: 'Save a ticket as a draft, or change one 保存或者修改工单',
  description:
    'Without ticket_uuid a new draft is made. Saved, overruled and withdrawn tickets can be changed by their applicant.',
  data: TicketRef,
  refusals: [2003, 3001, 3002, 3005, 3006, 3007],
  single: true,
  body: TicketInfoBody,
  section: 'draft',
  plan: (body, ids) => planTicket('ticket.save', body, ids),
})
