import type { CommandBody } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { ticketItem } from './ticketItem.ts'

/** ticket.withdraw: the applicant takes a pending ticket back (contract §3). */
export const withdrawTickets = ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  answerCommands(tickets.execute, (message: Received<CommandBody<'ticket.withdraw'>>) => {
    const { principal } = message.body
    return message.body.items.map((item) =>
      ticketItem(message, item, { action: 'withdraw', principal, version: item.version }),
    )
  })
