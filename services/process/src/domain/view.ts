import type { ProcessInspectData, ProcessListItem, Step } from '@gongdan/contracts'
import type { DefinedProcess } from './process.ts'

const stepView = (step: Step) => ({
  tenant_uuid: step.tenantUuid,
  tenant_name: step.tenantName,
  role_uuid: step.roleUuid,
  role_name: step.roleName,
})

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
})

/** A process as it stands in a list: `is_in_using` while a pending ticket follows it (contract §4). */
export const listView = (uuid: string, process: DefinedProcess, inUse: boolean): ProcessListItem => {
  const { process_list, update_time, version: _, ...head } = inspectView(uuid, process)
  return { ...head, is_in_using: inUse, process_list, update_time }
}
