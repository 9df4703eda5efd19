import { z } from 'zod'
import type { Step } from '../commands.ts'
import { characters, line, lines, orBlank, orNull } from '../fields.ts'
import {
  dueActions,
  type Forbiddable,
  forbiddable,
  MAX_CC_GIVEN,
  type ProcessSettingsChange,
  type StepSettings,
  stepFieldsOf,
} from '../flow.ts'
import { OpaqueId, ProcessUuid } from '../ids.ts'
import { inBoth, present } from '../parseInput.ts'
import { ApproverBody, neededWords, OwnerBody, roleOwner, toApprover, toOwner } from './owners.ts'
import { MAX_LIST, paging } from './paging.ts'

const needed = present(...neededWords)

const stepKey = z
  .string()
  .regex(/^[a-z0-9_-]{1,32}$/, inBoth('must be 1-32 of a-z 0-9 _ -', '必须是 1-32 个 a-z 0-9 _ - 字符'))
/** From a minute to 90 days. */
const duration = z.int().min(60).max(7_776_000)
const condition = characters(0, 500)

/** What a step may say beyond one role (contract §4). */
const stepSettings = {
  step_key: orBlank(stepKey.optional()),
  step_name: orNull(line(0, 64).optional()),
  need: orBlank(z.union([characters(1, 8), z.int().min(1).max(200)], needed).optional()),
  veto: orNull(z.boolean().optional()),
  after: orNull(z.array(stepKey).max(20).optional()),
  when: orNull(condition.optional()),
  due_in: orBlank(duration.optional()),
  remind_in: orNull(z.array(duration).max(3).optional()),
  on_due: orBlank(z.enum(dueActions).optional()),
  escalate_to: orNull(OwnerBody.optional()),
}
const approversNeeded = present('must be a list of 1-20 approvers', '必须是 1-20 个审批人的列表')
export const RoleStep = z.object({
  ...roleOwner,
  approvers: z
    .null(approversNeeded)
    .transform(() => undefined)
    .optional(),
  ...stepSettings,
})
export const ApproversStep = z.object({
  approvers: z.array(ApproverBody, approversNeeded).min(1).max(20),
  ...stepSettings,
})
/** A step: several approvers, or one role, as ever; either with further settings. */
export const StepBody = z.union([RoleStep, ApproversStep])
type StepBody = z.infer<typeof StepBody>

const processSettings = {
  auto_pass: orNull(condition.optional()),
  cc: orNull(z.array(OwnerBody).max(MAX_CC_GIVEN).optional()),
  forbid: orNull(z.array(z.enum(forbiddable)).max(forbiddable.length).optional()),
}

/** The steps as a body gives them. Names that are not given are for the process service to fill in. */
export const toSteps = (list: readonly StepBody[]): Step[] =>
  list.map((body, index) => {
    const owners = (body.approvers ?? [body as OwnerBody]).map(toApprover)
    const settings = toStepSettings(body, owners, index)
    const isPlain = (body.approvers ?? null) === null && saysNothing(body)
    return { ...stepFieldsOf(owners[0]?.owner), ...(isPlain ? {} : { settings }) }
  })

/** Whether a step gives no setting. */
const saysNothing = (body: StepBody): boolean =>
  (Object.keys(stepSettings) as (keyof typeof stepSettings)[]).every((name) => body[name] === undefined)

const toStepSettings = (body: StepBody, approvers: StepSettings['approvers'], index: number): StepSettings => ({
  key: body.step_key ?? String(index),
  name: body.step_name ?? '',
  approvers,
  need: String(body.need ?? 'any'),
  veto: body.veto ?? true,
  after: body.after ?? null,
  when: body.when || null,
  due:
    body.due_in === undefined && body.remind_in === undefined && !saysWhatHappens(body)
      ? null
      : {
          in: body.due_in ?? null,
          remindIn: body.remind_in ?? [],
          action: body.on_due ?? 'tell',
          escalateTo: body.escalate_to === undefined ? null : toOwner(body.escalate_to),
        },
})

/** Of a due time, which it may have forgotten: that is for the process service to refuse (4005). */
const saysWhatHappens = ({ on_due = 'tell', escalate_to }: StepBody): boolean =>
  on_due !== 'tell' || escalate_to !== undefined

/** The settings of a process that a body gives; null where it does not. */
export const toProcessSettings = (body: {
  readonly auto_pass?: string | undefined
  readonly cc?: readonly OwnerBody[] | undefined
  readonly forbid?: Forbiddable[] | undefined
}): ProcessSettingsChange => ({
  autoPass: body.auto_pass ?? null,
  cc: body.cc?.map(toOwner) ?? null,
  forbid: body.forbid ?? null,
})

/** Body of process/create (contract §4). Names not given are filled from what verified tokens have shown. */
export const ProcessCreateBody = z.object({
  tenant_uuid: OpaqueId,
  process_name: line(1, 128),
  description: orNull(lines(0, 2000).default('')),
  approval_list: z.array(StepBody).min(1).max(20),
  ...processSettings,
})
/** Body of process/update: what is not given stays as it is. `version`: the one that was read, another by now is 4007. */
export const ProcessUpdateBody = z.object({
  process_uuid: ProcessUuid,
  version: orBlank(z.int().min(1).optional()),
  tenant_uuid: orBlank(OpaqueId.optional()),
  process_name: orBlank(line(1, 128).optional()),
  description: orNull(lines(0, 2000).optional()),
  approval_list: orNull(z.array(StepBody).min(1).max(20).optional()),
  ...processSettings,
})

export const ListedProcess = z.union([ProcessUuid, z.object({ process_uuid: ProcessUuid })])
export const ProcessDeleteBody = z.object({
  tenant_uuid: orBlank(OpaqueId.optional()),
  list: z.array(ListedProcess).min(1).max(MAX_LIST),
})

export const ProcessListQuery = z.object({
  tenant_uuid: orBlank(OpaqueId.optional()),
  process_uuid: orBlank(ProcessUuid.optional()),
  filter_name: orNull(line(0, 128).optional()),
  ...paging,
})
export const ProcessInspectQuery = z.object({
  tenant_uuid: orBlank(OpaqueId.optional()),
  process_uuid: ProcessUuid,
})

/** `data` of a successful command on a process. */
export const ProcessRef = z.object({ process_uuid: z.string(), process_name: z.string() })

const roleView = { tenant_uuid: z.string(), tenant_name: z.string(), role_uuid: z.string(), role_name: z.string() }
const userView = { tenant_uuid: z.string(), tenant_name: z.string(), user_uuid: z.string(), user_name: z.string() }
export const RoleView = z.strictObject(roleView)
export const UserView = z.strictObject(userView)
export const OwnerView = z.union([RoleView, UserView])

export const RoleApproverView = RoleView.extend({ count: z.int() })
export const ApproverView = z.union([RoleApproverView, UserView])
/** A step as it is shown: its first owner, and of a rich step all its settings. */
export const ProcessStepView = z.strictObject({
  ...roleView,
  approvers: z.array(ApproverView).optional(),
  step_key: z.string().optional(),
  step_name: z.string().optional(),
  need: z.string().optional(),
  veto: z.boolean().optional(),
  after: z.array(z.string()).optional(),
  when: z.string().optional(),
  due_in: z.int().optional(),
  remind_in: z.array(z.int()).optional(),
  on_due: z.enum(dueActions).optional(),
  escalate_to: OwnerView.optional(),
})
/** Of a rich process only. */
const settingsView = {
  auto_pass: z.string().optional(),
  cc: z.array(OwnerView).optional(),
  forbid: z.array(z.enum(forbiddable)).optional(),
}
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
  process_list: z.array(ProcessStepView),
  ...updateTime,
  version: z.int(),
  ...settingsView,
})
export type ProcessInspectData = z.infer<typeof ProcessInspectData>

/** A process in a list: as inspect, with `is_in_using` before the steps and without the version. */
export const ProcessListItem = z.strictObject({
  ...head,
  is_in_using: z.boolean(),
  process_list: z.array(ProcessStepView),
  ...updateTime,
  ...settingsView,
})
export type ProcessListItem = z.infer<typeof ProcessListItem>

export const ProcessListData = z.strictObject({ total_count: z.int(), list: z.array(ProcessListItem) })
export type ProcessListData = z.infer<typeof ProcessListData>
