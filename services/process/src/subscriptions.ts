import { processCommands, processQueries, queues, TicketEvent, ticketEventTypes, UserSeen } from '@gongdan/contracts'
import { type ConsumeOptions, type PrincipalKeys, subscription } from '@gongdan/messaging'
import { inbox, signedInbox } from '@gongdan/service'
import type { NameStore } from './adapters/nameStore.ts'
import type { ProcessStore } from './adapters/processStore.ts'
import type { UsageStore } from './adapters/usageStore.ts'
import { createProcess } from './handlers/createProcess.ts'
import { deleteProcesses } from './handlers/deleteProcesses.ts'
import { inspectProcess } from './handlers/inspectProcess.ts'
import { listProcesses } from './handlers/listProcesses.ts'
import { onTicketEvent } from './handlers/onTicketEvent.ts'
import { onUserSeen } from './handlers/onUserSeen.ts'
import { planProcess } from './handlers/planProcess.ts'
import { updateProcess } from './handlers/updateProcess.ts'

export interface SubscriptionNeeds {
  readonly processes: ProcessStore
  readonly usages: UsageStore
  readonly names: NameStore
  readonly keys: PrincipalKeys
}

/** The whole inbox of the process service: which queues it consumes, and which handler each message has. */
export const subscriptions = ({ keys, ...needs }: SubscriptionNeeds): readonly ConsumeOptions[] => {
  const everyTicketEvent = subscription(TicketEvent, onTicketEvent(needs))
  return [
    signedInbox(keys, {
      queue: queues.processCommands,
      prefetch: 20,
      subscriptions: {
        'process.create': subscription(processCommands['process.create'], createProcess(needs)),
        'process.update': subscription(processCommands['process.update'], updateProcess(needs)),
        'process.delete': subscription(processCommands['process.delete'], deleteProcesses(needs)),
      },
    }),
    signedInbox(keys, {
      queue: queues.processQueries,
      prefetch: 20,
      subscriptions: {
        'process.list': subscription(processQueries['process.list'], listProcesses(needs)),
        'process.inspect': subscription(processQueries['process.inspect'], inspectProcess(needs)),
        'process.plan': subscription(processQueries['process.plan'], planProcess(needs)),
      },
    }),
    inbox({
      queue: queues.processTicketEvents,
      prefetch: 500,
      lingerMs: 50,
      subscriptions: Object.fromEntries(ticketEventTypes.map((type) => [type, everyTicketEvent])),
    }),
    inbox({
      queue: queues.processUserEvents,
      prefetch: 20,
      subscriptions: { 'user.seen': subscription(UserSeen, onUserSeen(needs)) },
    }),
  ]
}
