import { queues, TicketInspectData, TicketInspectQuery } from '@gongdan/contracts'
import { queryRoute } from '../route.ts'

export const inspectTicket = queryRoute({
  url: '/v1/ticket/inspect',
  operationId: 'inspectTicket',
  tag: 'tickets',
  summary: 'Inspect a ticket 获取工单详情',
  description: 'A ticket with its details, its history and what became of it. By query string, JSON body or both.',
  data: TicketInspectData,
  refusals: [3001],
  input: TicketInspectQuery,
  question: (input, principal) => ({
    queue: queues.ticketQueries,
    type: 'ticket.inspect',
    body: { principal, ticketUuid: input.ticket_uuid },
  }),
})
