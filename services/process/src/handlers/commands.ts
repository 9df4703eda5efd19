import { parseCondition } from '@gongdan/conditions'
import { type CommandBody, type CommandItem, isRefusal, type Principal, type processCommands } from '@gongdan/contracts'
import { type CheckCondition, isPlain } from '@gongdan/flow'
import { type Handlers, type Received, retry } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { decide } from '../domain/decide.ts'
import { type Names, nameKeysIn, namesKnownTo } from '../domain/names.ts'
import type { FindInUse, NameStore, ProcessStore } from '../domain/ports.ts'
import { givenBy, type Process } from '../domain/process.ts'

export interface CommandDeps {
  readonly processes: Pick<ProcessStore, 'execute' | 'takePlace' | 'freePlaces'>
  readonly names: Pick<NameStore, 'find'>
  readonly findInUse: FindInUse
}

const checkCondition: CheckCondition = (text) => {
  const condition = parseCondition(text)
  return 'problem' in condition ? condition.problem : null
}

const idOf = (item: { readonly processUuid: string }) => item.processUuid

/** The processes that commands name, each once. */
const uuidsOf = (
  batch: readonly { readonly body: { readonly items: readonly { readonly processUuid: string }[] } }[],
): readonly string[] => [...new Set(batch.flatMap(({ body }) => body.items.map(idOf)))]

const create = (
  principal: Principal,
  { processUuid, tenantUuid, name, description, steps, settings }: CommandItem<'process.create'>,
  known: Names,
  full: boolean,
  process: Process | undefined,
) => {
  const rich = isPlain([], settings) ? {} : { settings }
  const definition = { tenantUuid, tenantName: '', name, description, steps, ...rich }
  const names = namesKnownTo(principal, known)
  return decide(principal, { type: 'create', processUuid, definition, names, full }, process, checkCondition)
}

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
      // A place is taken before the process is there, and given back if it does not come to be: never are there too many.
      const full = new Set<string>()
      for (const { body } of batch) {
        for (const item of body.items) {
          if (isRefusal(create(body.principal, item, known, false, undefined))) continue
          if (!(await processes.takePlace(item.tenantUuid, item.processUuid))) full.add(item.processUuid)
        }
      }
      const outcomes = await answerCommands(batch, processes.execute, {
        idOf,
        creates: () => true,
        decide: ({ principal }, item, process) => create(principal, item, known, full.has(item.processUuid), process),
      })
      await processes.freePlaces(uuidsOf(batch))
      return outcomes
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
      const inUse = await findInUse(uuidsOf(batch))
      // Deleting a process in use cannot be taken back, so without an answer the command waits for one.
      if (inUse === null) return batch.map(() => retry('the ticket service does not say which processes are in use'))
      const outcomes = await answerCommands(batch, processes.execute, {
        idOf,
        decide: ({ principal }, { processUuid }, process) =>
          decide(principal, { type: 'delete', processUuid, inUse: inUse.has(processUuid) }, process, checkCondition),
      })
      await processes.freePlaces(uuidsOf(batch))
      return outcomes
    },
  }
}
