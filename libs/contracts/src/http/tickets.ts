import { z } from 'zod'
import { characters, flag, line, lines, object, orBlank, orNull, reading, time } from '../fields.ts'
import { addedWhere, MAX_CC_GIVEN } from '../flow.ts'
import { OpaqueId, ProcessUuid, UserId, Uuid } from '../ids.ts'
import { listOrders, listScopes } from '../lists.ts'
import { inBoth, missing, present } from '../parseInput.ts'
import type { Principal } from '../principal.ts'
import type { CountTickets, ListTickets } from '../queries.ts'
import { ContainerConfig } from '../sections/container.ts'
import { ticketActions } from '../ticketActions.ts'
import { fulfilmentStates, imageStates, ticketStateCodes, ticketStateTexts } from '../ticketStates.ts'
import { ticketTypeCodes, ticketTypes } from '../ticketTypes.ts'
import { ApproverBody, NamedUser, neededWords, OwnerBody, Person } from './owners.ts'
import { MAX_LIST, paging } from './paging.ts'

const section = orNull(object.optional())
const version = orBlank(z.int().min(1).optional())

/** A new ticket by its name, or one that there is by its uuid. */
const namesOne = {
  anyOf: [
    { required: ['ticket_name'], properties: { ticket_name: { type: 'string', minLength: 1, maxLength: 128 } } },
    { required: ['ticket_uuid'], properties: { ticket_uuid: { type: 'string', format: 'uuid', maxLength: 36 } } },
  ],
} as const

/**
 * Flat body of save and submit (contract §3, ticketInfo). What is absent stays as it is, so that a new ticket alone needs a
 * name. Unknown top-level fields are ignored, sections are checked later.
 */
export const TicketInfoBody = z
  .object({
    ticket_uuid: orBlank(Uuid.optional()),
    ticket_name: orBlank(line(1, 128).optional()),
    type: z.enum(ticketTypeCodes),
    reason: orNull(lines(0, 2000).optional()),
    process_uuid: orBlank(ProcessUuid.optional()),
    cluster_uuid: orNull(line(0, 64).optional()),
    version,
    compute: section,
    storage: section,
    network: section,
    container: section,
    contianer: section,
    common: section,
    tencent: section,
  })
  .refine(({ ticket_uuid, ticket_name }) => ticket_uuid !== undefined || ticket_name !== undefined, {
    message: missing,
    path: ['ticket_name'],
  })
  .meta(namesOne)

/** Body of submit: who gets the ticket in copy, beside those whom the process names. */
export const SubmitBody = TicketInfoBody.safeExtend({
  cc: orNull(z.array(OwnerBody).max(MAX_CC_GIVEN).optional()),
}).meta(namesOne)

/** An item of a batch: a uuid, or a uuid with the version that the caller has read (contract §3). */
export const ListedTicket = z.union([Uuid, z.object({ ticket_uuid: Uuid, version })])
const list = z.array(ListedTicket).min(1).max(MAX_LIST)

/** Body of the batch routes on tickets. */
export const TicketListBody = z.object({ list })

/** Largest `config` of a pass, in bytes of JSON (contract §3). */
export const MAX_CONFIG_BYTES = 16_384
/** The step that is decided on, by its `step_id` in inspect; without it the first that is the caller's. */
const inStep = { step_id: orBlank(z.int().min(0).max(1_000).optional()) }

export const PassBody = z.object({
  list,
  ...inStep,
  config: orNull(object.optional()),
  reason: orNull(lines(0, 1000).optional()),
})
/** Body of the batch routes that end an approval against it: why. */
export const ReasonBody = z.object({ list, reason: lines(1, 1000) })
export const OverruleBody = ReasonBody.extend(inStep)
export const UrgeBody = z.object({ list, reason: orNull(lines(0, 200).optional()) })
export const CcBody = z.object({ list, people: z.array(OwnerBody).min(1).max(MAX_CC_GIVEN) })

/** Without `to_step_id` the ticket goes back to its applicant. */
export const ReturnBody = OverruleBody.extend({ to_step_id: orBlank(z.int().min(0).max(1_000).optional()) })

export const TransferBody = OverruleBody.extend({
  seat_id: orBlank(z.int().min(0).max(1_000).optional()),
  to: NamedUser,
})

/** `need` where it must be one: what a process may say is judged with the whole process. */
const need = z.union(
  [z.string().regex(/^(any|all|[1-9]\d?|100|([1-9]\d?|100)%)$/, inBoth(...neededWords)), z.int().min(1).max(50)],
  present(...neededWords),
)
export const AddApproversBody = OverruleBody.extend({
  where: z.enum(addedWhere),
  approvers: z.array(ApproverBody).min(1).max(5),
  need: orBlank(need.optional()),
})

const MAX_CODES = 100

/**
 * Any of these codes, or of the texts that answers have for them: a list in JSON; in the query string a parameter that is
 * repeated, or codes separated by commas.
 */
const codes = <const T extends readonly [string, ...string[]]>(
  all: T,
  texts: Readonly<Record<string, string>> = {},
) => {
  const one = `(${[...all, ...Object.keys(texts)].join('|')})`
  const codeOf = (value: unknown): unknown =>
    typeof value === 'string' && Object.hasOwn(texts, value) ? texts[value] : value
  return reading(
    (value) => {
      const list = typeof value === 'string' ? value.split(',') : value
      return Array.isArray(list) ? list.map(codeOf) : list
    },
    z
      .array(
        z.enum(all),
        present(`must be one or more of ${all.join(', ')}`, `必须是 ${all.join('、')} 中的一个或多个`),
      )
      .max(MAX_CODES),
    [{ type: 'string', pattern: `^${one}(,${one}){0,${MAX_CODES - 1}}$`, maxLength: 2_500 }],
  )
}

const stateOf = Object.fromEntries(ticketStateCodes.map((code) => [ticketStateTexts[code], code]))
const typeOf = Object.fromEntries(ticketTypeCodes.map((code) => [ticketTypes[code].text, code]))

/** Query string or JSON body of ticket/list; `""` means "no filter", as old clients send it (contract §3). */
export const TicketListQuery = z
  .object({
    tenant_uuid: orBlank(OpaqueId.optional()),
    ...paging,
    filter_state: orBlank(codes(ticketStateCodes, stateOf).optional()),
    filter_type: orBlank(codes(ticketTypeCodes, typeOf).optional()),
    filter_image_state: orBlank(codes(imageStates).optional()),
    filter_overdue: orBlank(flag.optional()),
    filter_owner_uuid: orBlank(UserId.optional()),
    filter_owner_tenant_uuid: orBlank(OpaqueId.optional()),
    filter_applyer_uuid: orBlank(UserId.optional()),
    filter_name: orNull(line(0, 128).optional()),
    filter_process_uuid: orBlank(ProcessUuid.optional()),
    filter_start: orBlank(time.optional()),
    filter_end: orBlank(time.optional()),
    scope: orBlank(z.enum(listScopes).default('all')),
    sort: orBlank(z.enum(listOrders).default('newest')),
    cursor: orBlank(characters(0, 256).optional()),
  })
  .refine(({ filter_start: start, filter_end: end }) => start === undefined || end === undefined || start <= end, {
    path: ['filter_start'],
    message: inBoth('must not be after filter_end', '不能晚于 filter_end'),
  })

const distinct = <T>(given: readonly T[] = []): T[] => [...new Set(given)]

/** The query ticket.list that a caller asks for. */
export const toListTickets = (input: z.infer<typeof TicketListQuery>, principal: Principal): ListTickets => ({
  principal,
  tenantUuid: input.tenant_uuid ?? null,
  scope: input.scope,
  pageNum: input.page_num,
  pageSize: input.page_size,
  sort: input.sort,
  states: distinct(input.filter_state),
  types: distinct(input.filter_type),
  imageStates: distinct(input.filter_image_state),
  overdue: input.filter_overdue ?? false,
  owner:
    input.filter_owner_uuid === undefined
      ? null
      : { tenantUuid: input.filter_owner_tenant_uuid ?? principal.tenantUuid, uuid: input.filter_owner_uuid },
  applicantUuid: input.filter_applyer_uuid ?? null,
  name: input.filter_name || null,
  processUuid: input.filter_process_uuid ?? null,
  start: input.filter_start ?? null,
  end: input.filter_end ?? null,
  cursor: input.cursor ?? null,
})

export const TicketInspectQuery = z.object({ ticket_uuid: Uuid, chain: orBlank(flag.default(false)) })

export const HistoryPublicKey = z.strictObject({
  key_id: z.string(),
  algorithm: z.literal('Ed25519'),
  since: z.int(),
  public_key: z.string(),
})
/** The public keys of histories: Ed25519, as SPKI in base64; `since` in unix seconds. */
export const HistoryKeysData = z.strictObject({
  keys: z.array(HistoryPublicKey),
})

/** How a ticket stands: who did what last (`action` is the type of that event), when, and whose turn it is (`""`: no decision is awaited). */
export const TicketCurrent = z.strictObject({
  ticket_state_code: z.enum(ticketStateCodes),
  version: z.int(),
  actor_name: z.string(),
  action: z.string(),
  time: z.int(),
  owner_name: z.string(),
})
export type TicketCurrent = z.infer<typeof TicketCurrent>

/** `data` of a command on a ticket; `current` where it was refused and the caller may see the ticket. */
export const TicketRef = z.object({
  ticket_uuid: z.string(),
  ticket_name: z.string(),
  current: TicketCurrent.optional(),
})

export const Processer = z.strictObject({
  processer_tenant_uuid: z.string(),
  processer_tenant_name: z.string(),
  owner_uuid: z.string(),
  owner_name: z.string(),
  processer_uuid: z.string(),
  processer_name: z.string(),
  processer_role: z.string(),
  processer_action: z.enum(['通过', '驳回', '']),
  processer_approval_time: z.int(),
  reason: z.string(),
})
export type Processer = z.infer<typeof Processer>

/** A ticket in a list: the original API's fields in its order, and our additions (contract §3). */
export const TicketListItem = z.strictObject({
  ticket_uuid: z.string(),
  ticket_name: z.string(),
  ticket_type: z.string(),
  ticket_state: z.enum(Object.values(ticketStateTexts)),
  ticket_is_over: z.boolean(),
  is_confirm: z.enum(['未确认', '已确认', '']),
  ticket_create_time: z.int(),
  applyer_name: z.string(),
  applyer_uuid: z.string(),
  applyer_role: z.string(),
  applyer_tenant_uuid: z.string(),
  applyer_tenant_name: z.string(),
  reason: z.string(),
  user_name: z.string(),
  user_uuid: z.string(),
  user_tenant_uuid: z.string(),
  detail_uuid: z.string(),
  process_uuid: z.string(),
  process_name: z.string(),
  processers: z.array(Processer),
  ticket_type_code: z.enum(ticketTypeCodes),
  ticket_state_code: z.enum(ticketStateCodes),
  version: z.int(),
  updated_time: z.int(),
  step_since: z.int().nullable(),
  due_time: z.int().optional(),
  image_state: z.enum(imageStates).nullable(),
  fulfilment_state: z.enum(fulfilmentStates).nullable(),
  summary: z.string(),
  summary_cn: z.string(),
  can: z.array(z.enum(ticketActions)),
  returned: z.literal(true).optional(),
})
export type TicketListItem = z.infer<typeof TicketListItem>

export const TicketListData = z.strictObject({
  total_count: z.int(),
  list: z.array(TicketListItem),
  total_capped: z.boolean(),
  next_cursor: z.string(),
})
export type TicketListData = z.infer<typeof TicketListData>

/** Query string or JSON body of ticket/count; all scopes where none is named. */
export const TicketCountQuery = z.object({ scopes: orBlank(codes(listScopes).optional()) })

export const toCountTickets = ({ scopes }: z.infer<typeof TicketCountQuery>, principal: Principal): CountTickets => ({
  principal,
  scopes: scopes === undefined || scopes.length === 0 ? [...listScopes] : distinct(scopes),
})

export const ScopeCount = z.strictObject({
  count: z.int(),
  capped: z.boolean(),
  by_type: z.partialRecord(z.enum(ticketTypeCodes), z.int()),
})

/** A count for each scope that was asked for: exact up to 1,000, then capped (contract §3). */
export const TicketCountData = z.strictObject({
  todo: ScopeCount.optional(),
  applied: ScopeCount.optional(),
  handled: ScopeCount.optional(),
  cc: ScopeCount.optional(),
  fulfil: ScopeCount.optional(),
  delegated: ScopeCount.optional(),
  all: ScopeCount.optional(),
})
export type TicketCountData = z.infer<typeof TicketCountData>

export const HistoryActor = Person.extend({ tenant_uuid: z.string() })

export const OwnerShown = z.strictObject({
  kind: z.enum(['role', 'user']),
  tenant_uuid: z.string(),
  tenant_name: z.string(),
  uuid: z.string(),
  name: z.string(),
})

export const SeatView = z.strictObject({
  seat_id: z.int(),
  owners: z.array(OwnerShown),
  filled_by: Person.nullable(),
})
export const VoteView = z.strictObject({
  user_uuid: z.string(),
  user_name: z.string(),
  tenant_uuid: z.string(),
  on_behalf_of: Person.nullable(),
  action: z.enum(['pass', 'overrule']),
  time: z.int(),
  reason: z.string(),
})

/** What an event says beyond its step and its reason; each field only where the event has it (contract §3, inspect). */
export const HistoryDetail = z.strictObject({
  says: z.enum(['pass', 'overrule']).optional(),
  to_step_id: z.int().optional(),
  where: z.enum(addedWhere).optional(),
  seat_ids: z.array(z.int()).optional(),
  from: z.array(OwnerShown).optional(),
  owners: z.array(OwnerShown).optional(),
  auto: z.string().optional(),
  returned: z.literal(true).optional(),
  set_time: z.int().optional(),
  delegation_uuid: z.string().optional(),
})
export type HistoryDetail = z.infer<typeof HistoryDetail>

/**
 * One event of a ticket as inspect shows it. `time` is unix seconds, `time_ms` milliseconds; `round` counts submissions, `step`
 * is the place of the step that it is about, from 1, among those that were not skipped, `step_id` its id in the round's steps.
 */
export const HistoryEntry = z.strictObject({
  seq: z.int(),
  type: z.string(),
  time: z.int(),
  time_ms: z.int(),
  round: z.int(),
  step: z.int().nullable(),
  step_id: z.int().nullable(),
  owner_name: z.string(),
  actor: HistoryActor.nullable(),
  on_behalf_of: Person.nullable(),
  reason: z.string(),
  config: ContainerConfig.nullable(),
  detail: HistoryDetail.nullable(),
  hash: z.string(),
  canonical: z.string().nullable().optional(),
  signature: z.string().nullable().optional(),
})

/**
 * A step of the current round (contract §3, inspect). It is done when `need` of its seats are filled by people who approve; `after`
 * are the ids of the steps that it waits for.
 */
export const StepView = z.strictObject({
  step_id: z.int(),
  step_key: z.string(),
  step_name: z.string(),
  after: z.array(z.int()),
  need: z.int(),
  veto: z.boolean(),
  state: z.enum(['waiting', 'open', 'passed', 'overruled', 'skipped']),
  skipped_by: z.enum(['', 'applicant', 'condition']),
  due_time: z.int().nullable(),
  return_to: z.boolean(),
  seats: z.array(SeatView),
  votes: z.array(VoteView),
})
export type StepView = z.infer<typeof StepView>

/** What makes a step hard to pass, or was decided about it in the place of a person. */
export const PlanWarning = z.strictObject({
  step_key: z.string(),
  code: z.enum(['nobody_known', 'only_applicant', 'person_unknown', 'condition_failed', 'nobody_needed']),
  message: z.string(),
  message_cn: z.string(),
})
export type PlanWarning = z.infer<typeof PlanWarning>

/**
 * What became of what was approved (contract §3, Fulfilment). `fulfiller` took the request first or reported last; `lease_until`,
 * `progress` and what goes with them are of the present claim until there is a report that ends it. The image's fields stand
 * in tickets for an image only.
 */
export const Fulfilment = z.strictObject({
  state: z.enum(fulfilmentStates),
  request: z.int(),
  image_state: z.enum(imageStates).optional(),
  image_id: z.string().optional(),
  faild_info: z.array(z.string()),
  warning: z.string().optional(),
  details_hash: z.string().optional(),
  fulfiller: Person.nullable().optional(),
  lease_until: z.int().nullable().optional(),
  progress: z.int().nullable().optional(),
  success_count: z.int().nullable().optional(),
  failed_count: z.int().nullable().optional(),
  message: z.string().optional(),
  message_cn: z.string().optional(),
  requested_time: z.int().optional(),
  updated_time: z.int().optional(),
})
export type Fulfilment = z.infer<typeof Fulfilment>

const group = z.record(z.string(), z.unknown()).optional()
export const TicketInspectData = TicketListItem.extend({
  compute: group,
  storage: group,
  network: group,
  container: group,
  common: group,
  tencent: group,
  steps: z.array(StepView),
  warnings: z.array(PlanWarning),
  cc: z.array(OwnerShown),
  history: z.array(HistoryEntry),
  whole: z.boolean(),
  broken_at: z.int().nullable(),
  fulfilment: Fulfilment.nullable(),
})
