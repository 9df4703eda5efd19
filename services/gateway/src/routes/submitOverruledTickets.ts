import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { ticketItems } from '../places.ts'
import { isRefusal } from '../refusal.ts'
import { commandRoute, plan } from '../route.ts'

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
  plan: ({ list }, ids) => {
    const listed = ticketItems(list, ids)
    return isRefusal(listed) ? listed : plan({ type: 'ticket.submit-overruled', ...listed, shared: {}, single: false })
  },
})
