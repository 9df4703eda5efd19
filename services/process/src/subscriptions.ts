import { processCommands, processQueries, queues, UserSeen } from '@gongdan/contracts'
import type { ConsumeOptions } from '@gongdan/messaging'
import { type Peers, serviceQueue } from '@gongdan/service'
import type { FindInUse, NameStore, ProcessStore } from './domain/ports.ts'
import { commandHandlers } from './handlers/commands.ts'
import { inspectProcess } from './handlers/inspectProcess.ts'
import { listProcesses } from './handlers/listProcesses.ts'
import { onUserSeen } from './handlers/onUserSeen.ts'
import { planProcesses } from './handlers/planProcesses.ts'

export interface SubscriptionDeps {
  readonly processes: ProcessStore
  readonly names: NameStore
  readonly findInUse: FindInUse
  readonly peers: Peers
}

/** What the process service consumes: its queues, and the handler of each message. */
export const subscriptions = ({ peers, ...deps }: SubscriptionDeps): readonly ConsumeOptions[] => [
  serviceQueue(peers, {
    queue: queues.processCommands,
    prefetch: 20,
    messages: processCommands,
    handlers: commandHandlers(deps),
  }),
  serviceQueue(peers, {
    queue: queues.processQueries,
    prefetch: 20,
    messages: processQueries,
    handlers: {
      'process.list': listProcesses(deps),
      'process.inspect': inspectProcess(deps),
      'process.plan': planProcesses(deps.processes),
    },
  }),
  serviceQueue(peers, {
    queue: queues.processUserEvents,
    prefetch: 20,
    messages: { 'user.seen': UserSeen },
    handlers: { 'user.seen': onUserSeen(deps.names) },
  }),
]
