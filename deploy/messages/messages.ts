import {
  CheckedImages,
  CommandReply,
  commentCommands,
  DelegationEvent,
  delegationCommands,
  delegationEventTypes,
  exchanges,
  imageEvents,
  imageQueries,
  LiveChanges,
  LiveEntries,
  liveChangesType,
  liveEntriesType,
  notificationCommands,
  notificationQueries,
  PlannedProcesses,
  ProcessDefined,
  ProcessesInUseReply,
  ProcessRemoved,
  processCommands,
  processQueries,
  QueryReply,
  queues,
  TicketEvent,
  ticketCommands,
  ticketEventTypes,
  ticketQueries,
  UserSeen,
} from '@gongdan/contracts'
import { z } from 'zod'
import { BatchMessage, batchMessage } from '../../services/gateway/src/public.ts'

/** A message between processes, with its route to the queues. */
export interface Message {
  readonly type: string
  readonly schema: z.ZodType
  readonly exchange: string
  readonly routingKey: string
  readonly reply?: { readonly name: string; readonly schema: z.ZodType }
}

const commandReply = { name: 'command reply', schema: CommandReply }
const queryReply = { name: 'query reply', schema: QueryReply }
const planReply = { name: 'process.plan reply', schema: PlannedProcesses }
const checkReply = { name: 'image.check reply', schema: CheckedImages }
const inUseReply = { name: 'ticket.processes-in-use reply', schema: ProcessesInUseReply }
/** Queries between services have their own reply schemas. */
const repliesOfTheirOwn: Readonly<Record<string, Message['reply']>> = {
  'image.check': checkReply,
  'process.plan': planReply,
  'ticket.processes-in-use': inUseReply,
}

/** 1-100 events of a type travel as one message (decision 2). */
const event = (type: string, schema: z.ZodType): Message => ({
  type,
  schema: z.array(schema).min(1).max(100),
  exchange: exchanges.events,
  routingKey: type,
})
const commands = (queue: string, schemas: Readonly<Record<string, z.ZodType>>): readonly Message[] =>
  Object.entries(schemas).map(([type, schema]) => ({
    type,
    schema,
    exchange: exchanges.commands,
    routingKey: queue,
    reply: commandReply,
  }))
const queries = (queue: string, schemas: Readonly<Record<string, z.ZodType>>): readonly Message[] =>
  Object.entries(schemas).map(([type, schema]) => ({
    type,
    schema,
    exchange: exchanges.commands,
    routingKey: queue,
    reply: repliesOfTheirOwn[type] ?? queryReply,
  }))

/** Every message of gongdan. */
export const messages: readonly Message[] = [
  ...commands(queues.ticketCommands, { ...ticketCommands, ...commentCommands, ...delegationCommands }),
  ...commands(queues.processCommands, processCommands),
  ...commands(queues.notificationCommands, notificationCommands),
  ...queries(queues.ticketQueries, ticketQueries),
  ...queries(queues.processQueries, processQueries),
  ...queries(queues.imageQueries, imageQueries),
  ...queries(queues.notificationQueries, notificationQueries),
  {
    type: batchMessage,
    schema: BatchMessage,
    exchange: exchanges.commands,
    routingKey: queues.gatewayBatches,
  },
  ...ticketEventTypes.map((type) => event(type, TicketEvent)),
  ...delegationEventTypes.map((type) => event(type, DelegationEvent)),
  ...Object.entries(imageEvents).map(([type, schema]) => event(type, schema)),
  event('process.defined', ProcessDefined),
  event('process.removed', ProcessRemoved),
  event('user.seen', UserSeen),
  { type: liveEntriesType, schema: LiveEntries, exchange: exchanges.live, routingKey: '' },
  { type: liveChangesType, schema: LiveChanges, exchange: exchanges.live, routingKey: '' },
]

/** The schemas of all messages and replies, by name. */
export const schemas: Readonly<Record<string, z.ZodType>> = Object.fromEntries([
  ...messages.map(({ type, schema }) => [type, schema]),
  ...[commandReply, queryReply, planReply, inUseReply, checkReply].map(({ name, schema }) => [name, schema]),
])
