import type { ProcessInspectData, ProcessListItem, SeatOwner, Step, StepSettings } from '@gongdan/contracts'
import { isPlain } from '@gongdan/flow'
import { type DefinedProcess, settingsOf } from './process.ts'

const stepView = (step: Step) => ({
  tenant_uuid: step.tenantUuid,
  tenant_name: step.tenantName,
  role_uuid: step.roleUuid,
  role_name: step.roleName,
  ...(step.settings && stepSettingsView(step.settings)),
})

const ownerView = (owner: SeatOwner) => {
  const tenant = { tenant_uuid: owner.tenantUuid, tenant_name: owner.tenantName }
  return owner.kind === 'role'
    ? { ...tenant, role_uuid: owner.roleUuid, role_name: owner.roleName }
    : { ...tenant, user_uuid: owner.userUuid, user_name: owner.userName }
}

const stepSettingsView = ({ key, name, approvers, need, veto, after, when, due }: StepSettings) => ({
  approvers: approvers.map(({ owner, count }) => {
    const shown = ownerView(owner)
    return 'role_uuid' in shown ? { ...shown, count } : shown
  }),
  step_key: key,
  step_name: name,
  need,
  veto,
  ...(after && { after }),
  ...(when !== null && { when }),
  ...(due !== null && {
    ...(due.in !== null && { due_in: due.in }),
    remind_in: due.remindIn,
    on_due: due.action,
    ...(due.escalateTo && { escalate_to: ownerView(due.escalateTo) }),
  }),
})

/** What a process says beyond its steps; nothing of a plain one. */
const settingsView = (process: DefinedProcess) => {
  const settings = settingsOf(process)
  if (isPlain(process.steps, settings)) return {}
  const { autoPass, cc, forbid } = settings
  return { ...(autoPass !== null && { auto_pass: autoPass }), cc: cc.map(ownerView), forbid }
}

const seconds = (ms: number): number => Math.floor(ms / 1_000)

/** A process as process/inspect shows it: times in unix seconds, the fields in the original API's order. */
export const inspectView = (uuid: string, process: DefinedProcess): ProcessInspectData => ({
  process_uuid: uuid,
  process_name: process.name,
  tenant_uuid: process.tenantUuid,
  tenant_name: process.tenantName,
  description: process.description,
  create_time: seconds(process.createdAt),
  creator_uuid: process.creator.userUuid,
  creator_name: process.creator.userName,
  creator_role: process.creator.role,
  creator_tenant_uuid: process.creator.tenantUuid,
  creator_tenant_name: process.creator.tenantName,
  process_list: process.steps.map(stepView),
  update_time: seconds(process.updatedAt),
  version: process.version,
  ...settingsView(process),
})

/** A process as it stands in a list: `is_in_using` while a pending ticket follows it (contract §4). */
export const listView = (uuid: string, process: DefinedProcess, inUse: boolean): ProcessListItem => {
  const { process_list, update_time, version: _, auto_pass, cc, forbid, ...head } = inspectView(uuid, process)
  const settings = { ...(auto_pass !== undefined && { auto_pass }), ...(cc && { cc }), ...(forbid && { forbid }) }
  return { ...head, is_in_using: inUse, process_list, update_time, ...settings }
}
