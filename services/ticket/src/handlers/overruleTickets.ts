import type { CommandBody } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { ticketItem } from './ticketItem.ts'

/** ticket.overrule: whose turn it is refuses, with a reason (contract §3). */
export const overruleTickets = ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  answerCommands(tickets.execute, (message: Received<CommandBody<'ticket.overrule'>>) => {
    const { principal, reason } = message.body
    return message.body.items.map((item) =>
      ticketItem(message, item, { action: 'overrule', reason, principal, version: item.version }),
    )
  })
