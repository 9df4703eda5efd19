import type { CommandBody, processCommands } from '@gongdan/contracts'
import { type Handlers, type Received, retry } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { decide } from '../domain/decide.ts'
import { nameByTokens, nameKeysIn, namesKnownTo } from '../domain/names.ts'
import type { FindInUse, NameStore, ProcessStore } from '../domain/ports.ts'
import type { Definition } from '../domain/process.ts'

export interface CommandDeps {
  readonly processes: Pick<ProcessStore, 'execute'>
  readonly names: Pick<NameStore, 'find'>
  readonly findInUse: FindInUse
}

type DefiningCommand = CommandBody<'process.create' | 'process.update'>

const idOf = (item: { readonly processUuid: string }) => item.processUuid

const definitionOf = ({ tenantUuid, name, description, steps }: DefiningCommand['items'][number]): Definition => ({
  tenantUuid,
  tenantName: '',
  name,
  description,
  steps,
})

/** The commands on processes (contract §4): create, update (a new version, which later submits follow), delete. */
export const commandHandlers = ({ processes, names, findInUse }: CommandDeps): Handlers<typeof processCommands> => {
  /** Defines processes, with the names that tokens have shown looked up all at once. */
  const define = (type: 'create' | 'update') => async (batch: readonly Received<DefiningCommand>[]) => {
    const items = batch.flatMap(({ body }) => body.items)
    const known = await names.find(items.flatMap((item) => nameKeysIn(definitionOf(item))))
    return answerCommands(batch, processes.execute, {
      idOf,
      creates: () => type === 'create',
      decide: ({ principal }, item, process) => {
        const definition = nameByTokens(definitionOf(item), namesKnownTo(principal, known))
        return decide(principal, { type, processUuid: item.processUuid, definition }, process)
      },
    })
  }

  return {
    'process.create': define('create'),
    'process.update': define('update'),
    'process.delete': async (batch) => {
      const inUse = await findInUse(batch.flatMap(({ body }) => body.items.map(idOf)))
      // Deleting a process in use cannot be taken back, so without an answer the command waits for one.
      if (inUse === null) return batch.map(() => retry('the ticket service does not say which processes are in use'))
      return answerCommands(batch, processes.execute, {
        idOf,
        decide: ({ principal }, { processUuid }, process) =>
          decide(principal, { type: 'delete', processUuid, inUse: inUse.has(processUuid) }, process),
      })
    },
  }
}
