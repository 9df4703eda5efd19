import { type Principal, type Scode, SYSTEM } from '@gongdan/contracts'
import { builtInName } from './builtIn.ts'
import type { Creator, DefinedProcess, Definition, Process, ProcessFact } from './process.ts'
import { mayChange, mayName, maySee } from './rights.ts'

export type ProcessCommand =
  | { readonly type: 'create' | 'update'; readonly processUuid: string; readonly definition: Definition }
  | { readonly type: 'delete'; readonly processUuid: string; readonly inUse: boolean }

/** What happened, or the refusal: `name` is the process's, as far as the caller may know it. */
export type Decision =
  | { readonly kind: 'accepted'; readonly facts: readonly ProcessFact[] }
  | { readonly kind: 'refused'; readonly scode: Scode; readonly desc: string; readonly name: string }

/** How often a process may be defined anew: its history is one document (design decision 1). */
export const MAX_VERSIONS = 200

const refused = (scode: Scode, desc: string, name: string): Decision => ({ kind: 'refused', scode, desc, name })

const creatorFrom = ({ userUuid, userName, tenantUuid, tenantName, roles }: Principal): Creator => ({
  userUuid,
  userName,
  role: roles[0]?.name ?? '',
  tenantUuid,
  tenantName,
})

const define = (principal: Principal, definition: Definition, before: DefinedProcess | undefined): Decision => {
  const { tenantUuid, name, steps } = definition
  if (!mayChange(principal, tenantUuid)) return refused(2003, 'only an administrator of the tenant may', name)
  const foreign = steps.findIndex((step) => !mayName(principal, tenantUuid, step))
  if (foreign >= 0) return refused(2003, `approval_list[${foreign}] names a role of another tenant`, name)
  if (before !== undefined && before.version >= MAX_VERSIONS) return refused(3002, 'the history is full', name)
  const creator = before?.creator ?? creatorFrom(principal)
  return { kind: 'accepted', facts: [{ type: 'process.defined', data: { ...definition, creator } }] }
}

const remove = (principal: Principal, process: DefinedProcess, inUse: boolean): Decision => {
  if (!mayChange(principal, process.tenantUuid)) {
    return refused(2003, 'only an administrator of the tenant may', process.name)
  }
  if (inUse) return refused(4002, 'a pending ticket follows this process', process.name)
  return { kind: 'accepted', facts: [{ type: 'process.removed', data: {} }] }
}

/**
 * What becomes of a command on a process (contract §4). Refusals, in this order: 4003 the built-in one, 4001 one that the
 * caller may not see, 2003 his rights, then 4002 in use, 3002 the history is full.
 */
export const decide = (principal: Principal, command: ProcessCommand, process: Process | undefined): Decision => {
  if (command.processUuid === SYSTEM) return refused(4003, 'process_uuid is the built-in process', builtInName)
  if (command.type === 'create') {
    return process === undefined
      ? define(principal, command.definition, undefined)
      : refused(2003, 'there is a process with this uuid', '')
  }
  const noSuchProcess = refused(4001, 'process_uuid names no process', '')
  if (process?.status !== 'defined' || !maySee(principal, process.tenantUuid)) return noSuchProcess
  if (command.type === 'delete') return remove(principal, process, command.inUse)
  // A tenant in a request only narrows (contract §2): it never moves a process to another one.
  if (command.definition.tenantUuid !== process.tenantUuid) return noSuchProcess
  return define(principal, command.definition, process)
}
