import { MAX_CONFIG_BYTES, PassBody, TicketRef } from '@gongdan/contracts'
import { isRefusal, refusal } from '../http/refusal.ts'
import { ticketItems } from '../plans/places.ts'
import { commandRoute, plan } from '../route.ts'

export const passTickets = commandRoute({
  method: 'POST',
  url: '/v1/ticket/pass',
  operationId: 'passTickets',
  tag: 'tickets',
  summary: 'Pass tickets 通过工单',
  description: 'The owner of the current step passes the tickets on to the next step, or for good after the last one.',
  data: TicketRef,
  refusals: [3001, 3002, 3003, 3004, 3007, 3008],
  refusesWhole: [3008],
  single: false,
  body: PassBody,
  plan: ({ list, config }, ids) => {
    const text = config === undefined || config === null ? null : JSON.stringify(config)
    if (text !== null && Buffer.byteLength(text) > MAX_CONFIG_BYTES) {
      return refusal(3008, `config: is larger than ${MAX_CONFIG_BYTES} bytes`)
    }
    const listed = ticketItems(list, ids)
    return isRefusal(listed)
      ? listed
      : plan({ type: 'ticket.pass', ...listed, shared: { config: text }, single: false })
  },
})
