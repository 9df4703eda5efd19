import type { CommandBody } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { ticketItem } from './ticketItem.ts'

/** ticket.archive: closes what is passed, overruled or withdrawn (contract §3). */
export const archiveTickets = ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  answerCommands(tickets.execute, (message: Received<CommandBody<'ticket.archive'>>) => {
    const { principal } = message.body
    return message.body.items.map((item) =>
      ticketItem(message, item, { action: 'archive', principal, version: item.version }),
    )
  })
