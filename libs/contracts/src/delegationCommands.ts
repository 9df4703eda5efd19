import { z } from 'zod'
import { command } from './command.ts'
import { ProcessUuid, UserId, Uuid } from './ids.ts'
import { delegationScopes } from './lists.ts'
import { Principal } from './principal.ts'
import { ticketTypeCodes } from './ticketTypes.ts'

/** `fromUserUuid`: the absent person; null: the caller. Times are unix seconds; no types, or processes, at all mean any. */
const CreateDelegation = command({
  delegationUuid: Uuid,
  fromUserUuid: UserId.nullable(),
  to: z.object({ userUuid: UserId, userName: z.string() }),
  start: z.int(),
  end: z.int(),
  types: z.array(z.enum(ticketTypeCodes)),
  processUuids: z.array(ProcessUuid),
  reason: z.string(),
})
const CancelDelegations = command({ delegationUuid: Uuid })

/** The commands on delegations, by message type; queue `ticket.commands`. */
export const delegationCommands = {
  'delegation.create': CreateDelegation,
  'delegation.cancel': CancelDelegations,
} as const

/** Those that the caller gave, or received; all of the caller's tenant, for its administrators. */
export const ListDelegations = z.object({
  principal: Principal,
  scope: z.enum(delegationScopes),
  pageNum: z.int().min(1),
  pageSize: z.int().min(1).max(100),
})
export type ListDelegations = z.infer<typeof ListDelegations>
