import type { CommandBody } from '@gongdan/contracts'
import type { Outcome, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { fillDefinitions } from '../adapters/fillDefinitions.ts'
import type { NameStore } from '../adapters/nameStore.ts'
import { processItems } from '../adapters/processItems.ts'
import type { ProcessStore } from '../adapters/processStore.ts'
import { decide } from '../domain/decide.ts'

interface Needs {
  readonly processes: ProcessStore
  readonly names: NameStore
}

/** process.update: a new version, which submits from now on follow; pending tickets keep their plan (contract §4). */
export const updateProcess =
  ({ processes, names }: Needs) =>
  async (batch: readonly Received<CommandBody<'process.update'>>[]): Promise<readonly Outcome[]> => {
    const definitionOf = await fillDefinitions(names, batch)
    const itemsOf = processItems<CommandBody<'process.update'>>({
      creates: false,
      decide: (principal, item, process) => {
        const definition = definitionOf(principal, item)
        return decide(principal, { type: 'update', processUuid: item.processUuid, definition }, process)
      },
    })
    return answerCommands(processes.execute, itemsOf)(batch)
  }
