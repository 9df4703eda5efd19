import { z } from 'zod'
import { OpaqueId, UserId } from './ids.ts'
import { ownerKey } from './principal.ts'

const tenant = { tenantUuid: OpaqueId, tenantName: z.string() }
const RoleOwner = z.object({ kind: z.literal('role'), ...tenant, roleUuid: OpaqueId, roleName: z.string() })
const UserOwner = z.object({ kind: z.literal('user'), ...tenant, userUuid: UserId, userName: z.string() })

/** Who may fill a seat of a step: any holder of a role in a tenant, or one person. */
export const SeatOwner = z.discriminatedUnion('kind', [RoleOwner, UserOwner])
export type SeatOwner = z.infer<typeof SeatOwner>

/** An owner as one text, for indexes and comparisons. Role ids never begin with `@`. */
export const seatOwnerKey = (owner: SeatOwner): string =>
  owner.kind === 'role' ? ownerKey(owner) : ownerKey({ tenantUuid: owner.tenantUuid, roleUuid: `@${owner.userUuid}` })

/** The four fields of a step that every client knows, of its first owner: a person stands there as a role would. */
export const stepFieldsOf = (owner: SeatOwner | undefined) => ({
  tenantUuid: owner?.tenantUuid ?? '',
  tenantName: owner?.tenantName ?? '',
  roleUuid: owner?.kind === 'role' ? owner.roleUuid : (owner?.userUuid ?? ''),
  roleName: owner?.kind === 'role' ? owner.roleName : (owner?.userName ?? ''),
})

/** What happens when a step is not done in time. */
export const dueActions = ['tell', 'escalate', 'pass', 'overrule'] as const

/**
 * When a step is due, and what happens then. `in` and `remindIn` are seconds since the step began, `in` null for a step that is only
 * reminded of; `escalateTo` is for `escalate`.
 */
export const DueRule = z.object({
  in: z.int().nullable(),
  remindIn: z.array(z.int()),
  action: z.enum(dueActions),
  escalateTo: SeatOwner.nullable(),
})
export type DueRule = z.infer<typeof DueRule>

/**
 * What a step says beyond one role that approves (contract §4). `need` is `any`, `all`, a number of seats, or a percentage such as
 * `60%`. `after` are keys of earlier steps; null: the one before it. `when` is a condition; null: the step always takes place.
 */
export const StepSettings = z.object({
  key: z.string(),
  name: z.string(),
  approvers: z.array(z.object({ owner: SeatOwner, count: z.int() })),
  need: z.string(),
  veto: z.boolean(),
  after: z.array(z.string()).nullable(),
  when: z.string().nullable(),
  due: DueRule.nullable(),
})
export type StepSettings = z.infer<typeof StepSettings>

/** The ways of changing a running plan that a process may forbid. */
export const forbiddable = ['transfer', 'add', 'return', 'delegate'] as const
export type Forbiddable = (typeof forbiddable)[number]

/** So many people and roles are put in copy by a process, or by one request. */
export const MAX_CC_GIVEN = 20

/** Where a step is added: it must be done before the present one, at the same time, or after it. */
export const addedWhere = ['before', 'beside', 'after'] as const
export type AddedWhere = (typeof addedWhere)[number]

/** What a process says beyond its steps. `autoPass` is a condition; null: never. */
export const ProcessSettings = z.object({
  autoPass: z.string().nullable(),
  cc: z.array(SeatOwner),
  forbid: z.array(z.enum(forbiddable)),
})
export type ProcessSettings = z.infer<typeof ProcessSettings>
export const plainSettings: ProcessSettings = { autoPass: null, cc: [], forbid: [] }

/** What an update changes of them; null stays as it is, and an empty `autoPass` is none. */
export const ProcessSettingsChange = z.object({
  autoPass: z.string().nullable(),
  cc: ProcessSettings.shape.cc.nullable(),
  forbid: ProcessSettings.shape.forbid.nullable(),
})
export type ProcessSettingsChange = z.infer<typeof ProcessSettingsChange>
