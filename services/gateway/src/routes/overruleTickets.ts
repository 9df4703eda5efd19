import { OverruleBody, TicketRef } from '@gongdan/contracts'
import { isRefusal } from '../http/refusal.ts'
import { ticketItems } from '../plans/places.ts'
import { commandRoute, plan } from '../route.ts'

export const overruleTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/overrule',
  operationId: 'overruleTickets',
  tag: 'tickets',
  summary: 'Overrule tickets 驳回工单',
  description: 'The owner of the current step turns the tickets down and says why.',
  data: TicketRef,
  refusals: [3001, 3002, 3003, 3004, 3007],
  single: false,
  body: OverruleBody,
  plan: ({ list, reason }, ids) => {
    const listed = ticketItems(list, ids)
    return isRefusal(listed) ? listed : plan({ type: 'ticket.overrule', ...listed, shared: { reason }, single: false })
  },
})
