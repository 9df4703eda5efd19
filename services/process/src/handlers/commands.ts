import { parseCondition } from '@gongdan/conditions'
import type { CommandBody, CommandItem, processCommands } from '@gongdan/contracts'
import { type CheckCondition, isPlain } from '@gongdan/flow'
import { type Handlers, type Received, retry } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { decide } from '../domain/decide.ts'
import { nameKeysIn, namesKnownTo } from '../domain/names.ts'
import type { FindInUse, NameStore, ProcessStore } from '../domain/ports.ts'
import { givenBy } from '../domain/process.ts'

export interface CommandDeps {
  readonly processes: Pick<ProcessStore, 'execute'>
  readonly names: Pick<NameStore, 'find'>
  readonly findInUse: FindInUse
}

const checkCondition: CheckCondition = (text) => {
  const condition = parseCondition(text)
  return 'problem' in condition ? condition.problem : null
}

const idOf = (item: { readonly processUuid: string }) => item.processUuid

/** The commands on processes (contract §4): create, update (a new version, which later submits follow), delete. */
export const commandHandlers = ({ processes, names, findInUse }: CommandDeps): Handlers<typeof processCommands> => {
  /** The names of tenants and roles in definitions, as tokens have shown them, looked up all at once. */
  const namesIn = (batch: readonly Received<CommandBody<'process.create' | 'process.update'>>[]) =>
    names.find(
      batch
        .flatMap(({ body }): CommandItem<'process.create' | 'process.update'>[] => body.items)
        .flatMap((item) => nameKeysIn({ tenantUuid: item.tenantUuid ?? '', ...givenBy(item) })),
    )

  return {
    'process.create': async (batch) => {
      const known = await namesIn(batch)
      return answerCommands(batch, processes.execute, {
        idOf,
        creates: () => true,
        decide: ({ principal }, { processUuid, tenantUuid, name, description, steps, settings }, process) => {
          const rich = isPlain([], settings) ? {} : { settings }
          const definition = { tenantUuid, tenantName: '', name, description, steps, ...rich }
          const shown = namesKnownTo(principal, known)
          return decide(principal, { type: 'create', processUuid, definition, names: shown }, process, checkCondition)
        },
      })
    },
    'process.update': async (batch) => {
      const known = await namesIn(batch)
      return answerCommands(batch, processes.execute, {
        idOf,
        decide: ({ principal }, { processUuid, version, tenantUuid, name, description, steps, settings }, process) => {
          const change = { tenantUuid, name, description, steps, settings }
          const shown = namesKnownTo(principal, known)
          return decide(
            principal,
            { type: 'update', processUuid, version, change, names: shown },
            process,
            checkCondition,
          )
        },
      })
    },
    'process.delete': async (batch) => {
      const inUse = await findInUse(batch.flatMap(({ body }) => body.items.map(idOf)))
      // Deleting a process in use cannot be taken back, so without an answer the command waits for one.
      if (inUse === null) return batch.map(() => retry('the ticket service does not say which processes are in use'))
      return answerCommands(batch, processes.execute, {
        idOf,
        decide: ({ principal }, { processUuid }, process) =>
          decide(principal, { type: 'delete', processUuid, inUse: inUse.has(processUuid) }, process, checkCondition),
      })
    },
  }
}
