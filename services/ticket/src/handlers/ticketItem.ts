import { createHash } from 'node:crypto'
import type { Principal } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import type { TicketItem } from '../adapters/ticketStore.ts'
import type { TicketCommand } from '../domain/commands.ts'
import { decide, isRefusal } from '../domain/decide.ts'
import { noSuchTicket } from '../domain/policy.ts'

/** What every item of a ticket command has. */
export interface CommandItem {
  readonly commandId: string
  readonly ticketUuid: string
  readonly version?: number | undefined
}

/** SHA-256 in hex: seals the details of a passed image ticket. */
export const sha256 = (details: string): string => createHash('sha256').update(details).digest('hex')

/** One item of a command message as the store takes it: the domain decides, on whatever the ticket is by then. */
export const ticketItem = (
  message: Pick<Received<{ readonly principal: Principal }>, 'body' | 'correlationId'>,
  item: CommandItem,
  command: TicketCommand,
): TicketItem => {
  const { userUuid, userName, tenantUuid, tenantName } = message.body.principal
  return {
    id: item.ticketUuid,
    commandId: item.commandId,
    correlationId: message.correlationId,
    by: { userUuid, userName, tenantUuid, tenantName },
    creates: 'isNew' in command && command.isNew,
    decide: (ticket) => {
      const decision = decide(command, ticket)
      if (!isRefusal(decision)) return { kind: 'accepted', facts: decision }
      // Whoever may not see a ticket does not learn its name either.
      const name =
        decision.scode === noSuchTicket.scode ? '' : (ticket?.info.name ?? ('info' in command ? command.info.name : ''))
      return { kind: 'refused', scode: decision.scode, desc: decision.desc, name }
    },
  }
}
