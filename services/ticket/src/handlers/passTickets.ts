import type { CommandBody } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { sha256, ticketItem } from './ticketItem.ts'

/** ticket.pass: whose turn it is agrees; after the last step the ticket is passed (contract §3). */
export const passTickets = ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  answerCommands(tickets.execute, (message: Received<CommandBody<'ticket.pass'>>) => {
    const { principal, config } = message.body
    return message.body.items.map((item) =>
      ticketItem(message, item, { action: 'pass', config, hashOf: sha256, principal, version: item.version }),
    )
  })
