import {
  ImageCreated,
  ImageCreating,
  ImageFailed,
  ImageNeedsOperator,
  ProcessDefined,
  ProcessRemoved,
  queues,
  ticketCommands,
  ticketQueries,
} from '@gongdan/contracts'
import { type ConsumeOptions, type PrincipalKeys, subscription } from '@gongdan/messaging'
import { inbox, signedInbox } from '@gongdan/service'
import type { Definitions } from './adapters/definitions.ts'
import type { TicketStore } from './adapters/ticketStore.ts'
import { archiveTickets } from './handlers/archiveTickets.ts'
import { confirmTickets } from './handlers/confirmTickets.ts'
import { deleteTickets } from './handlers/deleteTickets.ts'
import { inspectTicket } from './handlers/inspectTicket.ts'
import { listTickets } from './handlers/listTickets.ts'
import { onImageCreated } from './handlers/onImageCreated.ts'
import { onImageCreating } from './handlers/onImageCreating.ts'
import { onImageFailed } from './handlers/onImageFailed.ts'
import { onImageNeedsOperator } from './handlers/onImageNeedsOperator.ts'
import { onProcessDefined } from './handlers/onProcessDefined.ts'
import { onProcessRemoved } from './handlers/onProcessRemoved.ts'
import { overruleTickets } from './handlers/overruleTickets.ts'
import { passTickets } from './handlers/passTickets.ts'
import { requestImages } from './handlers/requestImages.ts'
import { saveTicket } from './handlers/saveTicket.ts'
import { submitOverruledTickets } from './handlers/submitOverruledTickets.ts'
import { submitSavedTickets } from './handlers/submitSavedTickets.ts'
import { submitTicket } from './handlers/submitTicket.ts'
import { withdrawTickets } from './handlers/withdrawTickets.ts'

export interface SubscriptionNeeds {
  readonly tickets: TicketStore
  readonly definitions: Definitions
  readonly keys: PrincipalKeys
  readonly prefetch: number
  readonly maxBatch: number
}

/** The whole inbox of the ticket service: which queues it consumes, and which handler each message has. */
export const subscriptions = ({
  tickets,
  definitions,
  keys,
  prefetch,
  maxBatch,
}: SubscriptionNeeds): readonly ConsumeOptions[] => {
  const needs = { tickets, definitions }
  const { ticketCommands: commands, ticketQueries: queries, ticketImageEvents, ticketProcessEvents } = queues
  return [
    signedInbox(keys, {
      queue: commands,
      prefetch,
      maxBatch,
      subscriptions: {
        'ticket.save': subscription(ticketCommands['ticket.save'], saveTicket(needs)),
        'ticket.submit': subscription(ticketCommands['ticket.submit'], submitTicket(needs)),
        'ticket.submit-saved': subscription(ticketCommands['ticket.submit-saved'], submitSavedTickets(needs)),
        'ticket.submit-overruled': subscription(
          ticketCommands['ticket.submit-overruled'],
          submitOverruledTickets(needs),
        ),
        'ticket.pass': subscription(ticketCommands['ticket.pass'], passTickets(needs)),
        'ticket.overrule': subscription(ticketCommands['ticket.overrule'], overruleTickets(needs)),
        'ticket.withdraw': subscription(ticketCommands['ticket.withdraw'], withdrawTickets(needs)),
        'ticket.confirm': subscription(ticketCommands['ticket.confirm'], confirmTickets(needs)),
        'ticket.archive': subscription(ticketCommands['ticket.archive'], archiveTickets(needs)),
        'ticket.delete': subscription(ticketCommands['ticket.delete'], deleteTickets(needs)),
        'ticket.request-image': subscription(ticketCommands['ticket.request-image'], requestImages(needs)),
      },
    }),
    signedInbox(keys, {
      queue: queries,
      prefetch: 20,
      subscriptions: {
        'ticket.list': subscription(ticketQueries['ticket.list'], listTickets(needs)),
        'ticket.inspect': subscription(ticketQueries['ticket.inspect'], inspectTicket(needs)),
      },
    }),
    inbox({
      queue: ticketProcessEvents,
      prefetch: 20,
      subscriptions: {
        'process.defined': subscription(ProcessDefined, onProcessDefined(needs)),
        'process.removed': subscription(ProcessRemoved, onProcessRemoved(needs)),
      },
    }),
    inbox({
      queue: ticketImageEvents,
      prefetch: 50,
      subscriptions: {
        'image.creating': subscription(ImageCreating, onImageCreating(needs)),
        'image.created': subscription(ImageCreated, onImageCreated(needs)),
        'image.failed': subscription(ImageFailed, onImageFailed(needs)),
        'image.needs-operator': subscription(ImageNeedsOperator, onImageNeedsOperator(needs)),
      },
    }),
  ]
}
