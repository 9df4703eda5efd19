import { TicketListBody, TicketRef } from '@gongdan/contracts'
import { onTickets } from '../plans/onTickets.ts'
import { commandRoute } from '../route.ts'

export const createImages = commandRoute({
  method: 'POST',
  url: '/v1/tencent/image/create',
  operationId: 'createImages',
  tag: 'images',
  summary: 'Create the images of approved tickets 创建镜像',
  description: 'Starts the creation, or starts it again when it failed. Nothing new happens when it runs or is done.',
  data: TicketRef,
  refusals: [2003, 3001, 3007, 5001, 5002, 5003],
  single: false,
  body: TicketListBody,
  plan: onTickets('ticket.request-image'),
})
