import {
  DelegationEvent,
  notificationCommands,
  notificationQueries,
  queues,
  TicketEvent,
  type TicketEventType,
  ticketEventTypes,
  UserSeen,
} from '@gongdan/contracts'
import type { ConsumeOptions } from '@gongdan/messaging'
import { type Peers, serviceQueue } from '@gongdan/service'
import type { Delegates, Heads, RoleMembers } from './domain/ports.ts'
import type { Channel } from './handlers/channels/channel.ts'
import { type CommandDeps, commandHandlers } from './handlers/commands.ts'
import { onDelegationEvent, onTicketEvent } from './handlers/onTicketEvent.ts'
import { onUserSeen } from './handlers/onUserSeen.ts'
import { type QueryDeps, queryHandlers } from './handlers/queries.ts'

export type SubscriptionDeps = CommandDeps &
  QueryDeps & {
    readonly roleMembers: RoleMembers
    readonly heads: Heads
    readonly delegates: Delegates
    readonly channels: readonly Channel[]
    readonly peers: Peers
  }

const forEveryTicketEvent = <T>(value: T): Record<TicketEventType, T> =>
  Object.fromEntries(ticketEventTypes.map((type) => [type, value])) as Record<TicketEventType, T>

/** What the notification service consumes: its queues, and the handler of each message. */
export const subscriptions = ({ peers, ...deps }: SubscriptionDeps): readonly ConsumeOptions[] => [
  serviceQueue(peers, {
    queue: queues.notificationCommands,
    prefetch: 20,
    messages: notificationCommands,
    handlers: commandHandlers(deps),
  }),
  serviceQueue(peers, {
    queue: queues.notificationQueries,
    prefetch: 20,
    messages: notificationQueries,
    handlers: queryHandlers(deps),
  }),
  serviceQueue(peers, {
    queue: queues.notificationEvents,
    // Also the most events whose heads are stored together.
    prefetch: 300,
    inOrder: true,
    // A batch costs half a dozen statements, whether of one event or of fifty, and 100 ms delay no request.
    lingerMs: 100,
    // A statement costs as much as a hundred heads in it, and only the acknowledgement of events waits for it.
    lastLingerMs: 500,
    messages: {
      ...forEveryTicketEvent(TicketEvent),
      'delegation.made': DelegationEvent,
      'delegation.cancelled': DelegationEvent,
      'user.seen': UserSeen,
    },
    handlers: {
      ...forEveryTicketEvent(onTicketEvent(deps)),
      'delegation.made': onDelegationEvent(deps),
      'delegation.cancelled': onDelegationEvent(deps),
      'user.seen': onUserSeen(deps.roleMembers),
    },
  }),
]
