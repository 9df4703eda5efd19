import { isConfirmable } from '@gongdan/contracts'
import type { TicketFact } from './facts.ts'
import type { Refusal } from './policy.ts'
import type { Ticket } from './ticket.ts'

/** The applicant says that it is done: once, and only for types that are confirmed at all (contract §3, is_confirm). */
export const confirm = (ticket: Ticket): readonly TicketFact[] | Refusal => {
  if (!isConfirmable(ticket.info.type))
    return { scode: 3002, desc: `a ticket of type ${ticket.info.type} is not confirmed` }
  if (ticket.confirmed) return { scode: 3002, desc: 'the ticket is confirmed already' }
  return [{ type: 'ticket.confirmed', data: {} }]
}

const unfinished: readonly string[] = ['queued', 'creating', 'needs_operator']

/** A ticket whose image is still being made stays in sight (contract §3, archive). */
export const archive = (ticket: Ticket): readonly TicketFact[] | Refusal => {
  const image = ticket.fulfilment?.state
  return image !== undefined && unfinished.includes(image)
    ? { scode: 3002, desc: `the ticket's image is ${image}` }
    : [{ type: 'ticket.archived', data: {} }]
}
