import { z } from 'zod'
import { lines, orBlank, orNull, seconds } from '../fields.ts'
import { ProcessUuid, UserId, Uuid } from '../ids.ts'
import { delegationScopes } from '../lists.ts'
import { ticketTypeCodes } from '../ticketTypes.ts'
import { NamedUser, Person } from './owners.ts'
import { MAX_LIST, paging } from './paging.ts'

/** So many processes one delegation may name. */
const MAX_PROCESSES = 100

/**
 * Body of delegation/create: `to` acts for the caller, or for `from_user_uuid`, from `start` up to `end` (unix seconds). Without
 * `types` and `process_uuids` on every ticket.
 */
export const DelegationCreateBody = z.object({
  to: NamedUser,
  start: seconds,
  end: seconds,
  types: orNull(z.array(z.enum(ticketTypeCodes)).max(ticketTypeCodes.length).optional()),
  process_uuids: orNull(z.array(ProcessUuid).max(MAX_PROCESSES).optional()),
  reason: orNull(lines(0, 200).optional()),
  from_user_uuid: orBlank(UserId.optional()),
})

export const ListedDelegation = z.union([Uuid, z.object({ delegation_uuid: Uuid })])
export const DelegationCancelBody = z.object({ list: z.array(ListedDelegation).min(1).max(MAX_LIST) })

export const DelegationListQuery = z.object({
  scope: orBlank(z.enum(delegationScopes).default('given')),
  ...paging,
})

/** `data` of a successful command on a delegation. */
export const DelegationRef = z.object({ delegation_uuid: z.string() })

export const delegationStates = ['planned', 'active', 'ended', 'cancelled'] as const

/** Times are unix seconds; `state` is as of the moment of the answer. */
export const DelegationItem = z.strictObject({
  delegation_uuid: z.string(),
  tenant_uuid: z.string(),
  from: Person,
  to: Person,
  start: z.int(),
  end: z.int(),
  types: z.array(z.enum(ticketTypeCodes)),
  process_uuids: z.array(z.string()),
  reason: z.string(),
  state: z.enum(delegationStates),
  create_time: z.int(),
  creator_uuid: z.string(),
  creator_name: z.string(),
})
export type DelegationItem = z.infer<typeof DelegationItem>

export const DelegationListData = z.strictObject({ total_count: z.int(), list: z.array(DelegationItem) })
export type DelegationListData = z.infer<typeof DelegationListData>
