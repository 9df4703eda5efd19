import type { CommandBody } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { ticketItem } from './ticketItem.ts'

/** ticket.delete: out of every answer, but kept for audit (contract §3). */
export const deleteTickets = ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  answerCommands(tickets.execute, (message: Received<CommandBody<'ticket.delete'>>) => {
    const { principal } = message.body
    return message.body.items.map((item) =>
      ticketItem(message, item, { action: 'delete', principal, version: item.version }),
    )
  })
