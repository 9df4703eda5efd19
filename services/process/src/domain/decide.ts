import { type Decision, type Principal, type Refusal, refusal, SYSTEM } from '@gongdan/contracts'
import { type CheckCondition, isPlain, problemOf, sizeOf, sizeProblemOf } from '@gongdan/flow'
import { builtInName } from './builtIn.ts'
import { type Names, nameByTokens, ownersIn } from './names.ts'
import {
  type Creator,
  type DefinedProcess,
  type Definition,
  type DefinitionChange,
  givenBy,
  type Process,
  type ProcessEvent,
  settingsOf,
} from './process.ts'
import { mayChange, mayName, maySee } from './rights.ts'

export type ProcessCommand =
  | {
      readonly type: 'create'
      readonly processUuid: string
      readonly definition: Definition
      /** Of the tenants and roles in the definition, as tokens have shown them. */
      readonly names: Names
      /** Whether its tenant has as many as it may have. */
      readonly full: boolean
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

/** How many processes a tenant may have; those that are deleted do not count. */
export const MAX_PROCESSES = 1_000

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
 * caller may not see, 2003 the caller's rights, then 4007 changed since it was read, 4004 settings that the caller does not
 * know would be lost, 4005 it cannot be followed, is too large or one too many, 4002 in use, 3017 the history is full. An update that changes nothing is no
 * event.
 */
export const decide = (
  principal: Principal,
  command: ProcessCommand,
  process: Process | undefined,
  checkCondition: CheckCondition,
): Decision<ProcessEvent> => {
  if (command.processUuid === SYSTEM) {
    return { ...refusal(4003, 'process_uuid is the built-in process', 'process_uuid 是内置流程'), name: builtInName }
  }
  if (command.type === 'create') {
    return process === undefined
      ? create(principal, command, checkCondition)
      : { ...refusal(2003, 'there is a process with this uuid', '已有此编号的流程'), name: '' }
  }
  if (process?.status !== 'defined' || !maySee(principal, process.tenantUuid)) return noSuchProcess
  if (command.type === 'delete') return remove(principal, process, command.inUse)
  // A tenant in a request only narrows (contract §2): it never moves a process to another one.
  if ((command.change.tenantUuid ?? process.tenantUuid) !== process.tenantUuid) return noSuchProcess
  return update(principal, command, process, checkCondition)
}

type Create = Extract<ProcessCommand, { type: 'create' }>
type Update = Extract<ProcessCommand, { type: 'update' }>

/** Why the caller may not have a process of the tenant name these owners, or null. */
const rightsOver = (
  principal: Principal,
  tenantUuid: string,
  named: Pick<Definition, 'steps' | 'settings'>,
): Refusal | null => {
  if (!mayChange(principal, tenantUuid)) return onlyAdministrators
  const foreign = ownersIn(named).find((owner) => !mayName(principal, tenantUuid, owner))
  return foreign === undefined
    ? null
    : refusal(
        2003,
        `the process names a role or a person of tenant ${foreign.tenantUuid}`,
        `流程使用了租户 ${foreign.tenantUuid} 的角色或人员`,
      )
}

const create = (
  principal: Principal,
  { definition, names, full }: Create,
  checkCondition: CheckCondition,
): Decision<ProcessEvent> => {
  const { tenantUuid, name } = definition
  const named = nameByTokens(definition, names)
  const refused =
    rightsOver(principal, tenantUuid, definition) ??
    refuseInvalid(definition, checkCondition) ??
    refuseLarger(named) ??
    (full ? tooMany : null)
  if (refused !== null) return { ...refused, name }
  return [{ type: 'process.defined', data: { ...named, creator: creatorFrom(principal) } }]
}

const tooMany = refusal(
  4005,
  `the tenant has ${MAX_PROCESSES} processes, and may have no more: delete one that is not used`,
  `租户已有 ${MAX_PROCESSES} 个流程，已达上限：请先删除不用的流程`,
)

/** Refuses a definition that is too large. One that was so before there was a limit may become smaller. */
const refuseLarger = (next: Definition, before?: Definition): Refusal | null => {
  const size = sizeOf(next)
  const problem = sizeProblemOf(size)
  if (problem === null) return null
  const known = before && sizeOf(before)
  const isNoLarger = known !== undefined && size.definition <= known.definition && size.plan <= known.plan
  return isNoLarger ? null : refusal(4005, problem)
}

const refuseInvalid = (definition: Definition, checkCondition: CheckCondition): Refusal | null => {
  const problem = problemOf(definition.steps, settingsOf(definition), checkCondition)
  return problem === null ? null : refusal(4005, problem)
}

const update = (
  principal: Principal,
  command: Update,
  process: DefinedProcess,
  checkCondition: CheckCondition,
): Decision<ProcessEvent> => {
  const { change, names, version } = command
  const next = changed(process, change)
  const refused = rightsOver(principal, process.tenantUuid, givenBy(change))
  if (refused !== null) return refused
  if (version !== null && version !== process.version) {
    return refusal(
      4007,
      `its version is ${process.version}, not ${version}`,
      `当前版本是 ${process.version}，不是 ${version}`,
    )
  }
  const before = definitionOf(process)
  // A client that knows plain steps only sends back what it was shown: it would drop the rest without knowing.
  const isOld = version === null && change.steps !== null && isPlain(change.steps, settingsOf({}))
  if (isOld && !isPlain(before.steps, settingsOf(before))) {
    return refusal(
      4004,
      'the process has settings that the request does not give: give its version to drop them',
      '流程有请求中没有的设置：如需去掉，请同时给出流程的版本',
    )
  }
  // What tokens have shown since is no change: both are compared with the names of now.
  const [named, namedBefore] = [nameByTokens(next, names), nameByTokens(before, names)]
  if (isSame(named, namedBefore)) return []
  // What stays as it was is not held against the rules of now.
  const isChecked = change.steps !== null || (change.settings.autoPass ?? null) !== null
  const invalid = (isChecked ? refuseInvalid(next, checkCondition) : null) ?? refuseLarger(named, namedBefore)
  if (invalid !== null) return invalid
  if (process.version >= MAX_VERSIONS)
    return refusal(3017, `the process has ${MAX_VERSIONS} versions`, `流程已有 ${MAX_VERSIONS} 个版本`)
  const { creator, tenantName } = process
  const steps = isSame(named.steps, namedBefore.steps) ? before.steps : named.steps
  return [{ type: 'process.defined', data: { ...named, tenantName, steps, creator } }]
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const definitionOf = ({ tenantUuid, tenantName, name, description, steps, settings }: DefinedProcess): Definition => ({
  tenantUuid,
  tenantName,
  name,
  description,
  steps,
  ...(settings && { settings }),
})

/** The definition with what a change gives. */
const changed = (process: DefinedProcess, change: DefinitionChange): Definition => {
  const before = definitionOf(process)
  const { autoPass, cc, forbid } = settingsOf(before)
  const settings = {
    autoPass: change.settings.autoPass === null ? autoPass : change.settings.autoPass || null,
    cc: change.settings.cc ?? cc,
    forbid: change.settings.forbid ?? forbid,
  }
  const { settings: _, ...rest } = before
  return {
    ...rest,
    name: change.name ?? before.name,
    description: change.description ?? before.description,
    steps: change.steps ?? before.steps,
    ...(before.settings !== undefined || !isPlain([], settings) ? { settings } : {}),
  }
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
