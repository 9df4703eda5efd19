import {
  commentCommands,
  delegationCommands,
  fulfilmentCommands,
  imageEvents,
  ProcessDefined,
  ProcessRemoved,
  queues,
  type TicketTypeCode,
  ticketCommands,
  ticketQueries,
  UserSeen,
} from '@gongdan/contracts'
import type { ConsumeOptions } from '@gongdan/messaging'
import { answerQueries, type Peers, serviceQueue } from '@gongdan/service'
import type { HistoryKey } from '@gongdan/store'
import type { ImageChecks } from './domain/imageCheck.ts'
import type { ImageGuard } from './domain/imageGuard.ts'
import type { Claims, Comments, Definitions, Delegations, People, Tickets } from './domain/ports.ts'
import { commandHandlers, type ExecuteTickets } from './handlers/commands.ts'
import { commentHandlers, listComments } from './handlers/comments.ts'
import { delegationHandlers, listDelegations } from './handlers/delegations.ts'
import { claimFulfilments, extendFulfilments, reportFulfilments } from './handlers/fulfilment.ts'
import { historyKeys } from './handlers/historyKeys.ts'
import { inspectTicket } from './handlers/inspectTicket.ts'
import { listRoles, listUsers } from './handlers/listPeople.ts'
import { countTickets, listTickets } from './handlers/listTickets.ts'
import { onImageEvent } from './handlers/onImageEvent.ts'
import { onProcessDefined, onProcessRemoved } from './handlers/onProcessEvent.ts'
import { onUserSeen } from './handlers/onUserSeen.ts'
import { processesInUse } from './handlers/processesInUse.ts'
import { simulateProcess } from './handlers/simulateProcess.ts'

export interface SubscriptionDeps {
  readonly execute: ExecuteTickets
  readonly tickets: Tickets
  readonly definitions: Definitions
  readonly people: People
  readonly delegations: Delegations
  readonly comments: Comments
  readonly imageGuard: ImageGuard
  readonly imageChecks: ImageChecks
  /** The types that fulfillers fulfil here. */
  readonly fulfilledTypes: ReadonlySet<TicketTypeCode>
  readonly claims: Claims
  /** Told of a ticket that no fulfiller gets, because its details are no longer those that were approved. */
  readonly withheld: (ticketUuid: string) => void
  readonly peers: Peers
  /** What the signatures of histories verify with. */
  readonly publicKeys: readonly HistoryKey[]
  /** Command messages in flight at once. */
  readonly prefetch: number
  /** The most that are decided together. */
  readonly maxBatch: number
}

/** What the ticket service consumes: its queues, and the handler of each message. */
export const subscriptions = ({
  execute,
  tickets,
  definitions,
  people,
  delegations,
  comments,
  imageGuard,
  imageChecks,
  fulfilledTypes,
  claims,
  withheld,
  peers,
  publicKeys,
  prefetch,
  maxBatch,
}: SubscriptionDeps): readonly ConsumeOptions[] => {
  const recordImageEvent = onImageEvent(execute)
  return [
    serviceQueue(peers, {
      queue: queues.ticketCommands,
      prefetch,
      maxBatch,
      messages: { ...ticketCommands, ...commentCommands, ...delegationCommands, ...fulfilmentCommands },
      handlers: {
        ...commandHandlers({
          execute,
          tickets,
          definitions,
          people,
          delegations,
          imageGuard,
          imageChecks,
          fulfilledTypes,
        }),
        ...commentHandlers({ comments, tickets, people, delegations }),
        ...delegationHandlers({ delegations, people }),
        'fulfilment.claim': claimFulfilments({ claims, execute, withheld }),
        'fulfilment.extend': extendFulfilments({ claims }),
        'fulfilment.report': reportFulfilments({ claims, execute, withheld }),
      },
    }),
    serviceQueue(peers, {
      queue: queues.ticketQueries,
      prefetch: 20,
      messages: ticketQueries,
      handlers: {
        'ticket.list': answerQueries(listTickets(tickets, delegations)),
        'ticket.count': answerQueries(countTickets(tickets, delegations)),
        'ticket.inspect': answerQueries(inspectTicket(tickets, people, delegations)),
        'ticket.history-keys': answerQueries(historyKeys(publicKeys)),
        'ticket.processes-in-use': processesInUse(tickets),
        'process.simulate': answerQueries(simulateProcess({ definitions, people, imageGuard })),
        'comment.list': answerQueries(listComments({ comments, tickets, delegations })),
        'delegation.list': answerQueries(listDelegations(delegations)),
        'role.list': answerQueries(listRoles(people, definitions)),
        'user.list': answerQueries(listUsers(people)),
      },
    }),
    serviceQueue(peers, {
      queue: queues.ticketProcessEvents,
      prefetch: 20,
      messages: { 'process.defined': ProcessDefined, 'process.removed': ProcessRemoved },
      handlers: {
        'process.defined': onProcessDefined(definitions),
        'process.removed': onProcessRemoved(definitions),
      },
    }),
    serviceQueue(peers, {
      queue: queues.ticketUserEvents,
      prefetch: 20,
      messages: { 'user.seen': UserSeen },
      handlers: { 'user.seen': onUserSeen(people) },
    }),
    serviceQueue(peers, {
      queue: queues.ticketImageEvents,
      prefetch: 50,
      messages: imageEvents,
      handlers: {
        'image.creating': recordImageEvent,
        'image.created': recordImageEvent,
        'image.failed': recordImageEvent,
        'image.needs-operator': recordImageEvent,
      },
    }),
  ]
}
