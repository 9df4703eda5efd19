import type { TicketListBody } from '@gongdan/contracts'
import type { z } from 'zod'
import { isRefusal, type Refusal } from '../http/refusal.ts'
import { type Ids, type Plan, plan } from '../route.ts'
import { ticketItems } from './places.ts'

type BareCommand =
  | 'ticket.submit-saved'
  | 'ticket.submit-overruled'
  | 'ticket.withdraw'
  | 'ticket.confirm'
  | 'ticket.archive'
  | 'ticket.delete'
  | 'ticket.request-image'

/** The plan of a command that says no more than which tickets it is about. */
export const onTickets =
  (type: BareCommand) =>
  ({ list }: z.infer<typeof TicketListBody>, ids: Ids): Plan | Refusal => {
    const listed = ticketItems(list, ids)
    return isRefusal(listed) ? listed : plan({ type, ...listed, shared: {}, single: false })
  }
