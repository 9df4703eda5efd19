import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { v5 as uuidv5 } from 'uuid'
import type { Definitions } from '../adapters/definitions.ts'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { lookUpDefinitions } from './definitionLookup.ts'
import { ticketItem } from './ticketItem.ts'

export interface WriteTicketNeeds {
  readonly tickets: Pick<TicketStore, 'execute'>
  readonly definitions: Pick<Definitions, 'find'>
}

type WriteMessage = Received<CommandBody<'ticket.save' | 'ticket.submit'>>

/** What saveTicket and submitTicket have in common: all but what the domain makes of it. */
export const writeTicket =
  ({ tickets, definitions }: WriteTicketNeeds, action: 'save' | 'submit') =>
  async (batch: readonly WriteMessage[]): Promise<readonly Outcome[]> => {
    const items = batch.flatMap((message) => message.body.items)
    const lookUp = await lookUpDefinitions(
      definitions,
      items.map((item) => item.info.processUuid),
    )
    const handle = answerCommands(tickets.execute, (message: WriteMessage) => {
      const { principal } = message.body
      const definitionOf = lookUp(principal)
      return message.body.items.map((item) => {
        const { info, isNew, version } = item
        const detailUuid = uuidv5('details', item.commandId)
        return ticketItem(message, item, { action, principal, version, isNew, info, detailUuid, definitionOf })
      })
    })
    return handle(batch)
  }
