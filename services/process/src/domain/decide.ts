import { type Decision, type Principal, type Refusal, refusal, type Step, SYSTEM } from '@gongdan/contracts'
import { builtInName } from './builtIn.ts'
import { type Names, nameByTokens } from './names.ts'
import type { Creator, DefinedProcess, Definition, DefinitionChange, Process, ProcessEvent } from './process.ts'
import { mayChange, mayName, maySee } from './rights.ts'

export type ProcessCommand =
  | {
      readonly type: 'create'
      readonly processUuid: string
      readonly definition: Definition
      /** Of the tenants and roles in the definition, as tokens have shown them. */
      readonly names: Names
    }
  | {
      readonly type: 'update'
      readonly processUuid: string
      /** The version that the caller has read; null: whichever it is. */
      readonly version: number | null
      readonly change: DefinitionChange
      readonly names: Names
    }
  | { readonly type: 'delete'; readonly processUuid: string; readonly inUse: boolean }

/** How often a process may be redefined: its history is one document (decision 1). */
export const MAX_VERSIONS = 200

const onlyAdministrators = refusal(
  2003,
  'only an administrator of the tenant may change its processes',
  '只有该租户的管理员可以修改其流程',
)
/** One that does not exist and one that the caller may not see give the same answer (contract §1). */
const noSuchProcess: Refusal = {
  ...refusal(4001, 'process_uuid names no process', '没有 process_uuid 所指的流程'),
  name: '',
}

/**
 * What becomes of a command on a process (contract §4). Refusals, in this order: 4003 the built-in one, 4001 one that the
 * caller may not see, 2003 the caller's rights, then 4007 changed since it was read, 4002 in use, 3017 the history is full.
 * An update that changes nothing is no event.
 */
export const decide = (
  principal: Principal,
  command: ProcessCommand,
  process: Process | undefined,
): Decision<ProcessEvent> => {
  if (command.processUuid === SYSTEM) {
    return { ...refusal(4003, 'process_uuid is the built-in process', 'process_uuid 是内置流程'), name: builtInName }
  }
  if (command.type === 'create') {
    return process === undefined
      ? create(principal, command)
      : { ...refusal(2003, 'there is a process with this uuid', '已有此编号的流程'), name: '' }
  }
  if (process?.status !== 'defined' || !maySee(principal, process.tenantUuid)) return noSuchProcess
  if (command.type === 'delete') return remove(principal, process, command.inUse)
  // A tenant in a request only narrows (contract §2): it never moves a process to another one.
  if ((command.change.tenantUuid ?? process.tenantUuid) !== process.tenantUuid) return noSuchProcess
  return update(principal, command, process)
}

type Create = Extract<ProcessCommand, { type: 'create' }>
type Update = Extract<ProcessCommand, { type: 'update' }>

/** Why the caller may not give a process of the tenant these steps, or null. */
const rightsOver = (principal: Principal, tenantUuid: string, steps: readonly Step[]): Refusal | null => {
  if (!mayChange(principal, tenantUuid)) return onlyAdministrators
  const foreign = steps.findIndex((step) => !mayName(principal, tenantUuid, step))
  return foreign < 0
    ? null
    : refusal(
        2003,
        `approval_list[${foreign}] names a role of another tenant`,
        `approval_list[${foreign}] 使用了其他租户的角色`,
      )
}

const create = (principal: Principal, { definition, names }: Create): Decision<ProcessEvent> => {
  const { tenantUuid, name, steps } = definition
  const refused = rightsOver(principal, tenantUuid, steps)
  if (refused !== null) return { ...refused, name }
  return [{ type: 'process.defined', data: { ...nameByTokens(definition, names), creator: creatorFrom(principal) } }]
}

const update = (principal: Principal, command: Update, process: DefinedProcess): Decision<ProcessEvent> => {
  const { change, names } = command
  const refused = rightsOver(principal, process.tenantUuid, change.steps ?? [])
  if (refused !== null) return refused
  if (command.version !== null && command.version !== process.version) {
    return refusal(
      4007,
      `its version is ${process.version}, not ${command.version}`,
      `当前版本是 ${process.version}，不是 ${command.version}`,
    )
  }
  const { tenantUuid, tenantName, name, description, steps, creator } = process
  const named = (of: readonly Step[]) => nameByTokens({ tenantUuid, tenantName, steps: of }, names).steps
  // What tokens have shown since is no change: both are compared with the names of now.
  const areNew = change.steps !== null && JSON.stringify(named(change.steps)) !== JSON.stringify(named(steps))
  const next = {
    ...{ tenantUuid, tenantName, creator },
    name: change.name ?? name,
    description: change.description ?? description,
    steps: areNew && change.steps !== null ? named(change.steps) : steps,
  }
  if (!areNew && next.name === name && next.description === description) return []
  if (process.version >= MAX_VERSIONS)
    return refusal(3017, `the process has ${MAX_VERSIONS} versions`, `流程已有 ${MAX_VERSIONS} 个版本`)
  return [{ type: 'process.defined', data: next }]
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
  if (inUse) return refusal(4002, 'a pending ticket follows this process', '有待审批的工单正在使用此流程')
  return [{ type: 'process.removed', data: {} }]
}
