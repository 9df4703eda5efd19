import {
  isSuperAdministrator,
  isTenantAdministrator,
  type ListTickets,
  type Owner,
  ownerKey,
  type Principal,
  userKey,
} from '@gongdan/contracts'
import { currentStep, type Ticket } from './ticket.ts'

/**
 * The kinds of list keys; short, because each key of a ticket stands in an index entry of its own. Every list is an equality
 * on one indexed array: a ticket has the keys under which it is found, a caller asks by their own (decision 10).
 */
const APPLIED_BY = 'a'
/** Whose turn it is: a role. */
const TURN_OF = 'o'
/** Visible to a user through a decision, or to a role through a step. */
const VISIBLE_TO_USER = 'v u'
const VISIBLE_TO_ROLE = 'v r'
/** The applicant's tenant. */
const IN_TENANT = 't'
/** Everything but drafts. */
const EVERYTHING = '*'

/** The keys under which lists find the ticket. */
export const listKeysOf = (ticket: Ticket): readonly string[] => {
  if (ticket.deleted) return []
  const applied = `${APPLIED_BY} ${userKey(ticket.applicant)}`
  if (ticket.state === 'saved') return [applied]
  const turn = currentStep(ticket)
  return [
    applied,
    ...ticket.deciders.map((decider) => `${VISIBLE_TO_USER} ${decider}`),
    ...new Set(ticket.plan.steps.map((step) => `${VISIBLE_TO_ROLE} ${ownerKey(step)}`)),
    ...(turn === null ? [] : [`${TURN_OF} ${ownerKey(turn.owner)}`]),
    `${IN_TENANT} ${ticket.applicant.tenantUuid}`,
    EVERYTHING,
  ]
}

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
      return rolesOf(principal).map((role) => `${TURN_OF} ${ownerKey(role)}`)
    case 'all': {
      if (isSuperAdministrator(principal)) {
        return [applied, tenantUuid === null ? EVERYTHING : `${IN_TENANT} ${tenantUuid}`]
      }
      const steps = rolesOf(principal).map((role) => `${VISIBLE_TO_ROLE} ${ownerKey(role)}`)
      const own = principal.tenantUuid
      return [applied, decided, ...steps, ...(isTenantAdministrator(principal, own) ? [`${IN_TENANT} ${own}`] : [])]
    }
  }
}

const rolesOf = ({ roles, tenantUuid }: Principal): readonly Owner[] =>
  [...new Set(roles.map((role) => role.uuid))].map((roleUuid) => ({ tenantUuid, roleUuid }))
