import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { Definitions } from '../adapters/definitions.ts'
import type { TicketStore } from '../adapters/ticketStore.ts'
import { lookUpDefinitions } from './definitionLookup.ts'
import { ticketItem } from './ticketItem.ts'

export interface ResubmitNeeds {
  readonly tickets: Pick<TicketStore, 'execute' | 'processesOf'>
  readonly definitions: Pick<Definitions, 'find'>
}

type ResubmitMessage = Received<CommandBody<'ticket.submit-saved' | 'ticket.submit-overruled'>>

/** What submitSavedTickets and submitOverruledTickets have in common: the tickets name the processes. */
export const resubmitTickets =
  ({ tickets, definitions }: ResubmitNeeds, action: 'submit-saved' | 'submit-overruled') =>
  async (batch: readonly ResubmitMessage[]): Promise<readonly Outcome[]> => {
    const uuids = batch.flatMap((message) => message.body.items.map((item) => item.ticketUuid))
    const lookUp = await lookUpDefinitions(definitions, await tickets.processesOf(uuids))
    const handle = answerCommands(tickets.execute, (message: ResubmitMessage) => {
      const { principal } = message.body
      const definitionOf = lookUp(principal)
      return message.body.items.map((item) =>
        ticketItem(message, item, { action, principal, version: item.version, definitionOf }),
      )
    })
    return handle(batch)
  }
