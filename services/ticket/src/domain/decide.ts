import { archive, confirm } from './close.ts'
import type { TicketCommand } from './commands.ts'
import { draft, resubmit } from './content.ts'
import type { TicketFact } from './facts.ts'
import { requestImage } from './image.ts'
import { overrule, pass } from './pass.ts'
import { noSuchTicket, type Refusal, verdict } from './policy.ts'
import type { Ticket } from './ticket.ts'

/** What comes of a command: what happened (nothing, when it is so already), or why not. */
export type TicketDecision = readonly TicketFact[] | Refusal

export const isRefusal = (decision: TicketDecision): decision is Refusal => 'scode' in decision

/**
 * The decision on one command: the state table of contract §3 with its checks in their order. Pure: the same command on the
 * same ticket always comes to the same.
 */
export const decide = (command: TicketCommand, ticket: Ticket | undefined): TicketDecision => {
  if ((command.action === 'save' || command.action === 'submit') && command.isNew) {
    return ticket === undefined ? draft(command, undefined) : noSuchTicket
  }
  if (ticket === undefined) return noSuchTicket
  const refusal = verdict(command.action, command.principal, ticket, command.version)
  if (refusal !== null) return refusal
  switch (command.action) {
    case 'save':
    case 'submit':
      return draft(command, ticket)
    case 'submit-saved':
    case 'submit-overruled':
      return resubmit(command, ticket)
    case 'pass':
      return pass(command, ticket)
    case 'overrule':
      return overrule(command, ticket)
    case 'withdraw':
      return [{ type: 'ticket.withdrawn', data: {} }]
    case 'confirm':
      return confirm(ticket)
    case 'archive':
      return archive(ticket)
    case 'delete':
      return [{ type: 'ticket.deleted', data: {} }]
    case 'request-image':
      return requestImage(command, ticket)
  }
}
