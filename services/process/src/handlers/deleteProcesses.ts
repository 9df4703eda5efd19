import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { processItems } from '../adapters/processItems.ts'
import type { ProcessStore } from '../adapters/processStore.ts'
import type { UsageStore } from '../adapters/usageStore.ts'
import { decide } from '../domain/decide.ts'

interface Needs {
  readonly processes: ProcessStore
  readonly usages: UsageStore
}

/** process.delete: refused while a pending ticket follows the process, as far as events have told (contract §4). */
export const deleteProcesses =
  ({ processes, usages }: Needs) =>
  async (batch: readonly Received<CommandBody<'process.delete'>>[]): Promise<readonly Outcome[]> => {
    const used = await usages.inUse(batch.flatMap(({ body }) => body.items.map((item) => item.processUuid)))
    const itemsOf = processItems<CommandBody<'process.delete'>>({
      creates: false,
      decide: (principal, { processUuid }, process) =>
        decide(principal, { type: 'delete', processUuid, inUse: used.has(processUuid) }, process),
    })
    return answerCommands(processes.execute, itemsOf)(batch)
  }
