import {
  CreateProcess,
  DeleteProcesses,
  InspectProcess,
  ListProcesses,
  PlanProcesses,
  TicketEvent,
  ticketEventTypes,
  UpdateProcess,
  UserSeen,
} from '@gongdan/contracts'
import { subscription } from '@gongdan/messaging'
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

interface Needs {
  readonly processes: ProcessStore
  readonly usages: UsageStore
  readonly names: NameStore
}

/** All that the process service hears, by queue and by message type. */
export const subscriptions = (needs: Needs) => ({
  commands: {
    'process.create': subscription(CreateProcess, createProcess(needs)),
    'process.update': subscription(UpdateProcess, updateProcess(needs)),
    'process.delete': subscription(DeleteProcesses, deleteProcesses(needs)),
  },
  queries: {
    'process.list': subscription(ListProcesses, listProcesses(needs)),
    'process.inspect': subscription(InspectProcess, inspectProcess(needs)),
    'process.plan': subscription(PlanProcesses, planProcess(needs)),
  },
  ticketEvents: Object.fromEntries(
    ticketEventTypes.map((type) => [type, subscription(TicketEvent, onTicketEvent(needs))] as const),
  ),
  userEvents: { 'user.seen': subscription(UserSeen, onUserSeen(needs)) },
})
