import type { CommandBody } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { ticketItem } from './ticketItem.ts'

/** ticket.confirm: the applicant says that what was asked for is done (contract §3). */
export const confirmTickets = ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  answerCommands(tickets.execute, (message: Received<CommandBody<'ticket.confirm'>>) => {
    const { principal } = message.body
    return message.body.items.map((item) =>
      ticketItem(message, item, { action: 'confirm', principal, version: item.version }),
    )
  })
