import { seatOwnerKey } from './flow.ts'
import {
  fulfilledBy,
  isSuperAdministrator,
  isTenantAdministrator,
  ownerKey,
  type Principal,
  userKey,
} from './principal.ts'
import type { ListTickets } from './queries.ts'

/**
 * The kinds of list keys; short, because each key of a ticket stands in an index entry of its own. Every list is an equality
 * on one indexed array: a ticket has the keys under which it is found, a caller asks by their own (decision 10).
 */
export const APPLIED_BY = 'a'
/** Whose turn it is: the owner of an open seat. */
export const TURN_OF = 'o'
/** The same in a step in which there are votes already: those who voted are not asked again, which the key alone does not say. */
export const TURN_AFTER_VOTES = 'p'
/** In copy: a role, or a person. */
export const COPIED_TO = 'c'
/** Visible to a user through a decision, or to the owner of a seat and to those in copy. */
export const VISIBLE_TO_USER = 'v u'
export const VISIBLE_TO_OWNER = 'v r'
/** The applicant's tenant. */
export const IN_TENANT = 't'
/** For fulfillers of its type: passed, and waiting or being worked on. */
export const FULFILS = 'f'
export const AWAITS_FULFILMENT = 'w'
/** Everything but drafts. */
export const EVERYTHING = '*'

/** The keys by which a caller asks: everything they may see in that scope, and nothing else (contract §2, visibility). */
export const listKeysFor = (
  principal: Principal,
  scope: ListTickets['scope'],
  tenantUuid: string | null,
): readonly string[] => {
  const applied = `${APPLIED_BY} ${userKey(principal)}`
  const decided = `${VISIBLE_TO_USER} ${userKey(principal)}`
  switch (scope) {
    case 'applied':
      return [applied]
    case 'handled':
      return [decided]
    case 'todo':
      return ownedBy(principal).map((owner) => `${TURN_OF} ${owner}`)
    case 'delegated':
      // As whom the caller acts is looked up: see the ticket service.
      return []
    case 'cc':
      return ownedBy(principal).map((owner) => `${COPIED_TO} ${owner}`)
    case 'fulfil':
      return fulfilledBy(principal).map((type) => `${AWAITS_FULFILMENT} ${type}`)
    case 'all': {
      if (isSuperAdministrator(principal)) {
        return [applied, tenantUuid === null ? EVERYTHING : `${IN_TENANT} ${tenantUuid}`]
      }
      const steps = ownedBy(principal).map((owner) => `${VISIBLE_TO_OWNER} ${owner}`)
      const own = principal.tenantUuid
      const fulfils = fulfilledBy(principal).map((type) => `${FULFILS} ${type}`)
      return [
        applied,
        decided,
        ...steps,
        ...fulfils,
        ...(isTenantAdministrator(principal, own) ? [`${IN_TENANT} ${own}`] : []),
      ]
    }
  }
}

/** As what the caller may own a seat or be in copy: by each of their roles, and in person (see `seatOwnerKey`). */
export const ownedBy = ({
  roles,
  tenantUuid,
  tenantName,
  userUuid,
  userName,
}: Pick<Principal, 'tenantUuid' | 'tenantName' | 'userUuid' | 'userName'> & {
  readonly roles: readonly { readonly uuid: string }[]
}): readonly string[] => [
  ...new Set(roles.map(({ uuid }) => ownerKey({ tenantUuid, roleUuid: uuid }))),
  seatOwnerKey({ kind: 'user', tenantUuid, tenantName, userUuid, userName }),
]
