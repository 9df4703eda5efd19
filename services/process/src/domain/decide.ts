import { type Decision, type Principal, type Refusal, refusal, SYSTEM } from '@gongdan/contracts'
import { builtInName } from './builtIn.ts'
import type { Creator, DefinedProcess, Definition, Process, ProcessEvent } from './process.ts'
import { mayChange, mayName, maySee } from './rights.ts'

export type ProcessCommand =
  | { readonly type: 'create' | 'update'; readonly processUuid: string; readonly definition: Definition }
  | { readonly type: 'delete'; readonly processUuid: string; readonly inUse: boolean }

/** How often a process may be redefined: its history is one document (decision 1). */
export const MAX_VERSIONS = 200

const onlyAdministrators = refusal(2003, 'only an administrator of the tenant may change its processes')
/** One that does not exist and one that the caller may not see give the same answer (contract §1). */
const noSuchProcess: Refusal = { ...refusal(4001, 'process_uuid names no process'), name: '' }

/**
 * What becomes of a command on a process (contract §4). Refusals, in this order: 4003 the built-in one, 4001 one that the
 * caller may not see, 2003 the caller's rights, then 4002 in use, 3017 the history is full.
 */
export const decide = (
  principal: Principal,
  command: ProcessCommand,
  process: Process | undefined,
): Decision<ProcessEvent> => {
  if (command.processUuid === SYSTEM) {
    return { ...refusal(4003, 'process_uuid is the built-in process'), name: builtInName }
  }
  if (command.type === 'create') {
    return process === undefined
      ? define(principal, command.definition, undefined)
      : { ...refusal(2003, 'there is a process with this uuid'), name: '' }
  }
  if (process?.status !== 'defined' || !maySee(principal, process.tenantUuid)) return noSuchProcess
  if (command.type === 'delete') return remove(principal, process, command.inUse)
  // A tenant in a request only narrows (contract §2): it never moves a process to another one.
  if (command.definition.tenantUuid !== process.tenantUuid) return noSuchProcess
  return define(principal, command.definition, process)
}

const define = (
  principal: Principal,
  definition: Definition,
  before: DefinedProcess | undefined,
): Decision<ProcessEvent> => {
  const { tenantUuid, name, steps } = definition
  if (!mayChange(principal, tenantUuid)) return { ...onlyAdministrators, name }
  const foreign = steps.findIndex((step) => !mayName(principal, tenantUuid, step))
  if (foreign >= 0) return { ...refusal(2003, `approval_list[${foreign}] names a role of another tenant`), name }
  if (before !== undefined && before.version >= MAX_VERSIONS)
    return { ...refusal(3017, `the process has ${MAX_VERSIONS} versions`), name }
  const creator = before?.creator ?? creatorFrom(principal)
  return [{ type: 'process.defined', data: { ...definition, creator } }]
}

const creatorFrom = ({ userUuid, userName, tenantUuid, tenantName, roles }: Principal): Creator => ({
  userUuid,
  userName,
  role: roles[0]?.name ?? '',
  tenantUuid,
  tenantName,
})

const remove = (principal: Principal, process: DefinedProcess, inUse: boolean): Decision<ProcessEvent> => {
  if (!mayChange(principal, process.tenantUuid)) return onlyAdministrators
  if (inUse) return refusal(4002, 'a pending ticket follows this process')
  return [{ type: 'process.removed', data: {} }]
}
