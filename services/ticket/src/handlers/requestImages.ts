import type { CommandBody } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { sha256, ticketItem } from './ticketItem.ts'

/** ticket.request-image: starts the image of a passed ticket again when it failed (contract §3). */
export const requestImages = ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  answerCommands(tickets.execute, (message: Received<CommandBody<'ticket.request-image'>>) => {
    const { principal } = message.body
    return message.body.items.map((item) =>
      ticketItem(message, item, { action: 'request-image', hashOf: sha256, principal, version: item.version }),
    )
  })
