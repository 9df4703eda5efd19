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

/** process.create: a new process under the uuid that the gateway gave (contract §4). */
export const createProcess =
  ({ processes, names }: Needs) =>
  async (batch: readonly Received<CommandBody<'process.create'>>[]): Promise<readonly Outcome[]> => {
    const definitionOf = await fillDefinitions(names, batch)
    const itemsOf = processItems<CommandBody<'process.create'>>({
      creates: true,
      decide: (principal, item, process) => {
        const definition = definitionOf(principal, item)
        return decide(principal, { type: 'create', processUuid: item.processUuid, definition }, process)
      },
    })
    return answerCommands(processes.execute, itemsOf)(batch)
  }
