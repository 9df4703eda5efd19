import { z } from 'zod'
import { characters } from '../characters.ts'
import { OpaqueId, ProcessUuid } from '../ids.ts'
import { MAX_LIST, paging } from './tickets.ts'

const approval = z.object({
  tenant_uuid: OpaqueId,
  role_uuid: OpaqueId,
  tenant_name: characters(0, 256).optional(),
  role_name: characters(0, 256).optional(),
})

/** Body of process/create (contract §4). Names not given are filled from what verified tokens have shown. */
export const ProcessCreateBody = z.object({
  tenant_uuid: OpaqueId,
  process_name: characters(1, 128),
  description: characters(0, 2000).default(''),
  approval_list: z.array(approval).min(1).max(20),
})
/** Body of process/update: what is not given stays as it is. `version`: the one that was read, another by now is 4007. */
export const ProcessUpdateBody = z.object({
  process_uuid: ProcessUuid,
  version: z.int().min(1).optional(),
  tenant_uuid: OpaqueId.optional(),
  process_name: characters(1, 128).optional(),
  description: characters(0, 2000).optional(),
  approval_list: z.array(approval).min(1).max(20).optional(),
})

export const ProcessDeleteBody = z.object({
  tenant_uuid: OpaqueId.optional(),
  list: z
    .array(z.union([ProcessUuid, z.object({ process_uuid: ProcessUuid })]))
    .min(1)
    .max(MAX_LIST),
})

const blank = z.literal('').transform(() => undefined)
export const ProcessListQuery = z.object({
  tenant_uuid: z.union([blank, OpaqueId]).optional(),
  process_uuid: z.union([blank, ProcessUuid]).optional(),
  filter_name: characters(0, 128).optional(),
  ...paging,
})
export const ProcessInspectQuery = z.object({
  tenant_uuid: z.union([blank, OpaqueId]).optional(),
  process_uuid: ProcessUuid,
})

/** `data` of a successful command on a process. */
export const ProcessRef = z.object({ process_uuid: z.string(), process_name: z.string() })

const step = z.strictObject({
  tenant_uuid: z.string(),
  tenant_name: z.string(),
  role_uuid: z.string(),
  role_name: z.string(),
})
const head = {
  process_uuid: z.string(),
  process_name: z.string(),
  tenant_uuid: z.string(),
  tenant_name: z.string(),
  description: z.string(),
  create_time: z.int(),
  creator_uuid: z.string(),
  creator_name: z.string(),
  creator_role: z.string(),
  creator_tenant_uuid: z.string(),
  creator_tenant_name: z.string(),
}

/** When it was changed last, in unix seconds. */
const updateTime = { update_time: z.int() }

/** `data` of process/inspect: the original API's fields in its order, then what was added. */
export const ProcessInspectData = z.strictObject({
  ...head,
  process_list: z.array(step),
  ...updateTime,
  version: z.int(),
})
export type ProcessInspectData = z.infer<typeof ProcessInspectData>

/** A process in a list: as inspect, with `is_in_using` before the steps and without the version. */
export const ProcessListItem = z.strictObject({
  ...head,
  is_in_using: z.boolean(),
  process_list: z.array(step),
  ...updateTime,
})
export type ProcessListItem = z.infer<typeof ProcessListItem>

export const ProcessListData = z.strictObject({ total_count: z.int(), list: z.array(ProcessListItem) })
export type ProcessListData = z.infer<typeof ProcessListData>
